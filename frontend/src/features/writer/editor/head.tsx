import { ArrowLeft, Code2, Download, ListTree, MoreHorizontal, PanelRight } from "lucide-react";
import { use, useEffect } from "react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { useSitePath } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { Badge } from "@/shared/ui/badge";
import { IconButton } from "@/shared/ui/button";
import { downloadFile } from "@/shared/ui/download";
import { keyNames } from "@/shared/ui/kbd";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { PageScope } from "@/shared/ui/page";
import { toastError } from "@/shared/ui/toast";
import { Tooltip } from "@/shared/ui/tooltip";

import { NextStepButton } from "./flow/next-step";
import { SaveStatus } from "./flow/save-status";
import { Shortcuts } from "./flow/shortcuts";
import type { Layout } from "./layout";
import { useDesk, useDeskState } from "./use-desk";
import type { SetShown, Shown } from "./use-shown";

export interface EditorHeadProps {
  layout: Layout;
  shown: Shown;
  set: SetShown;
  isWriting: boolean;
  openChecks: number;
}

/** Where the text stands, whether it is saved, and what comes next. */
export function EditorHead({ layout, shown, set, isWriting, openChecks }: EditorHeadProps) {
  const sitePath = useSitePath();
  const content = useDeskState((state) => state.content);
  const title = useDeskState((state) => state.title);
  const scope = use(PageScope);
  useEffect(() => {
    document.title = [title || "Untitled", scope, "IGNY8"].filter(Boolean).join(" - ");
  }, [title, scope]);
  const isPhone = layout === "phone";
  return (
    <header className="sticky top-(--frame-top) z-15 border-b bg-surface/95 backdrop-blur-sm">
      <h1 className="sr-only">{title || "Untitled"}</h1>
      <div className="flex min-h-13 flex-wrap items-center gap-x-1.5 gap-y-1.5 px-2 py-2 sm:gap-x-3 sm:px-4">
        <Tooltip content="All content">
          <Link to={sitePath("writer/content")} aria-label="Back to all content" className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-text/6 hover:text-text touch:size-11">
            <ArrowLeft className="size-4" aria-hidden="true" />
          </Link>
        </Tooltip>
        <StatusBadge kind="content" status={content.status} />
        {content.is_draft_quality && !isPhone ? <Badge>Draft quality</Badge> : null}
        <SaveStatus className="flex-1" />
        <div className="flex items-center gap-0.5 sm:order-none">
          {layout === "phone" || layout === "narrow" ? null : <Shortcuts />}
          <IconButton label={`Outline (${keyNames("mod+alt+o")})`} icon={ListTree} aria-pressed={shown.outline} className={cn(shown.outline && "text-accent")} onClick={() => set.outline(!shown.outline)} />
          <span className="relative">
            <IconButton
              label={`Panel (${keyNames("mod+alt+p")})${openChecks > 0 ? `, ${String(openChecks)} open points` : ""}`}
              icon={PanelRight}
              aria-pressed={shown.panel !== null}
              className={cn(shown.panel !== null && "text-accent")}
              onClick={() => set.panel(shown.panel === null ? "checklist" : null)}
            />
            {shown.panel === null && openChecks > 0 ? <span aria-hidden="true" className="absolute top-1 right-1 size-2 touch:top-2.5 touch:right-2.5 rounded-full bg-warning" /> : null}
          </span>
          <More />
        </div>
        <div className={cn("flex items-center gap-3", isPhone && "w-full flex-col items-stretch gap-1.5 [&_a]:flex-1 [&_button:first-child]:flex-1")}>
          <NextStepButton isWriting={isWriting} />
        </div>
      </div>
    </header>
  );
}

function More() {
  const desk = useDesk();
  const { id, slug } = useDeskState((state) => state.content);
  const mode = useDeskState((state) => state.mode);
  const save = (format: string): void => {
    desk.autosave
      .flush()
      .then(() => downloadFile(`/api/v1/writer/content/${id}/export/?format=${format}`, `${slug}.${format}`))
      .catch((error: unknown) => toastError(error));
  };
  return (
    <Menu trigger={<IconButton label="More" icon={MoreHorizontal} />}>
      <MenuItem icon={Code2} onSelect={() => desk.setMode(mode === "html" ? "text" : "html")}>
        {mode === "html" ? "Write text again" : "Edit the HTML"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Download} onSelect={() => save("docx")}>
        Export for Word
      </MenuItem>
      <MenuItem icon={Download} onSelect={() => save("md")}>
        Export as Markdown
      </MenuItem>
      <MenuItem icon={Download} onSelect={() => save("html")}>
        Export as HTML
      </MenuItem>
    </Menu>
  );
}
