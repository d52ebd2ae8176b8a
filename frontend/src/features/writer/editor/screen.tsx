import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";

import { useRole } from "@/shared/entities/me";
import { phaseWords } from "@/shared/entities/run";
import { useCurrentSite } from "@/shared/entities/site";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { useHotkeys } from "@/shared/hooks/use-hotkeys";
import { atLeast } from "@/shared/lib/roles";
import { Sheet } from "@/shared/ui/sheet";
import { toast } from "@/shared/ui/toast";

import type { Content } from "../api/content";
import { type Image, imagePath } from "../api/images";
import { taskQuery } from "../api/tasks";

import { Banners, RewriteResult, WritingBanner } from "./flow/banners";
import { ConflictDialog } from "./flow/conflict-dialog";
import { LeaveGuard } from "./flow/leave-guard";
import { RewriteDialog, type RewriteTarget } from "./flow/rewrite-dialog";
import { WebsiteBanner } from "./flow/website-banner";
import { EditorHead } from "./head";
import { useLayout } from "./layout";
import { checklist, type CheckPlace, openCount } from "./model/checklist";
import { factsOf } from "./model/facts";
import { Outline } from "./outline";
import { type PanelTab, SidePanel } from "./side-panel";
import { HtmlMode } from "./text/html-mode";
import { sectionMarksKey } from "./text/section-marks";
import { TextArea } from "./text/text-area";
import { TitleField } from "./text/title-field";
import { useTextEditor } from "./text/use-text-editor";
import { DeskContext, useDesk, useDeskState, useOwnDesk } from "./use-desk";
import { useShown } from "./use-shown";
import { useWriting } from "./use-writing";

export default function EditorScreen({ content }: { content: Content }) {
  const canEdit = atLeast(useRole(), "editor");
  const desk = useOwnDesk(content, canEdit);
  return (
    <DeskContext value={desk}>
      <Inside canEdit={canEdit} />
    </DeskContext>
  );
}

const CHECK_MS = 300;

/** From the panel and the toolbar, also from their fields, back to the text. */
function useEscape(back: () => void): void {
  const go = useEffectEvent(back);
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || !document.activeElement?.closest("[data-editor-panel], [data-editor-toolbar]")) return;
      event.preventDefault();
      go();
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

function Inside({ canEdit }: { canEdit: boolean }) {
  const desk = useDesk();
  const site = useCurrentSite();
  const content = useDeskState((state) => state.content);
  const mode = useDeskState((state) => state.mode);
  const isGuarded = useDeskState((state) => state.guard.length > 0);
  const writing = useWriting(desk, content.id);
  const isWriting = writing.run !== null || (writing.pending !== null && writing.done === undefined);
  const isEditable = canEdit && !isWriting && content.status !== "archived";

  const page = useRef<HTMLDivElement>(null);
  const layout = useLayout(page);
  const { shown, set } = useShown(layout);
  const [rewriting, setRewriting] = useState<RewriteTarget | null>(null);
  const [quote, setQuote] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const editor = useTextEditor({
    onChange: () => desk.edited(),
    onPicturesLeft: (count) => toast.info(count === 1 ? "A picture was left out" : `${String(count)} pictures were left out`, { description: "Upload your own under Images." }),
    onImageFiles: (dropped) => {
      setFiles(dropped);
      set.panel("images");
    },
  });
  useEffect(() => {
    if (editor && !editor.isDestroyed) desk.attach(editor);
  }, [desk, editor]);
  const isTextEditable = isEditable && mode === "text" && !isGuarded;
  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    editor.setEditable(isTextEditable, false);
    // The toolbar looks again after every transaction.
    editor.view.dispatch(editor.state.tr.setMeta("fromServer", true));
  }, [editor, isTextEditable]);
  const phase = writing.run ? phaseWords(writing.run) : "Waiting for its turn";
  const lockedIds = content.structure.filter((one) => one.is_locked).map((one) => one.id).join(" ");
  const written = !isWriting ? null : writing.pending?.sectionId == null ? "*" : (content.structure.find((one) => one.id === writing.pending?.sectionId)?.heading ?? "") === "" ? "" : writing.pending.sectionId;
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(sectionMarksKey, { locked: lockedIds.split(" ").filter(Boolean), rewriting: written, phase }).setMeta("fromServer", true));
  }, [editor, lockedIds, written, phase]);

  const groups = useChecks(content);
  const go = (place: CheckPlace): void => {
    if (place === "text") {
      editor?.commands.focus();
      return;
    }
    if (place !== "title") set.panel(place === "images" ? "images" : place === "keyword" ? "details" : "snippet");
    if (place !== "images") focusField(place);
  };
  const comment = (words: string): void => {
    setQuote(words.slice(0, 300));
    set.panel("comments");
    focusField("comment");
  };
  const insert = (image: Image): void => {
    if (!editor?.isEditable) return;
    const size = image.width && image.height ? { width: String(image.width), height: String(image.height) } : {};
    editor.chain().focus().insertContent({ type: "picture", attrs: { src: imagePath(image.id), alt: image.alt_text, ...size }, ...(image.caption ? { content: [{ type: "text", text: image.caption }] } : {}) }).run();
    if (layout === "phone" || layout === "narrow") set.panel(null);
  };
  useHotkeys({
    "mod+s": () => void desk.autosave.flush(),
    "mod+alt+p": () => set.panel(shown.panel === null ? "checklist" : null),
    "mod+alt+o": () => set.outline(!shown.outline),
  });
  useEscape(() => editor?.commands.focus());

  const outline = <Outline canEdit={isEditable && mode === "text"} onRewrite={setRewriting} onGone={() => (layout === "wide" ? undefined : set.outline(false))} />;
  const panel = (
    <SidePanel
      tab={shown.panel ?? "checklist"}
      onTab={set.panel}
      canEdit={isEditable}
      groups={groups}
      onGo={go}
      quote={quote}
      onQuote={setQuote}
      onFind={(words) => editor && find(editor, words)}
      onInsert={insert}
      files={files}
      onFilesTaken={() => setFiles([])}
    />
  );
  const hasOutlineBeside = layout === "wide" || (layout === "middle" && shown.panel === null);
  const hasPanelBeside = layout === "wide" || layout === "middle";
  return (
    <div ref={page} className="flex min-w-0 flex-1 flex-col [--editor-top:calc(var(--frame-top)+3.25rem)]">
      <EditorHead layout={layout} shown={shown} set={set} isWriting={isWriting} openChecks={openCount(groups)} />
      <LeaveGuard />
      <div className="flex min-w-0 flex-1">
        {hasOutlineBeside && shown.outline && mode === "text" ? <aside className="sticky top-(--editor-top) hidden max-h-[calc(100dvh-var(--editor-top))] w-50 shrink-0 self-start overflow-y-auto overscroll-contain p-3 pt-6 md:block">{outline}</aside> : null}
        <div className="min-w-0 flex-1">
          <div className="mx-auto grid w-full max-w-[calc(680px+3rem)] gap-4 px-4 pt-6 sm:px-6">
            {writing.run ? <WritingBanner run={writing.run} /> : null}
            {writing.pending && writing.done ? <RewriteResult pending={writing.pending} run={writing.done} onDone={writing.end} /> : null}
            <WebsiteBanner canEdit={canEdit} />
            <Banners canEdit={canEdit} />
          </div>
          <TitleField isEditable={isEditable} onEnter={() => editor?.commands.focus("start")} />
          {mode === "html" ? (
            <div className="mx-auto w-full max-w-[calc(900px+3rem)] px-4 pb-24 sm:px-6">
              <HtmlMode isEditable={isEditable} />
            </div>
          ) : null}
          <TextArea editor={editor} layout={layout} isShown={mode === "text"} canEdit={canEdit} onComment={comment} onImage={() => set.panel("images")} />
        </div>
        {hasPanelBeside && shown.panel !== null ? <aside data-editor-panel="" aria-label="About this article" className="sticky top-(--editor-top) h-[calc(100dvh-var(--editor-top))] w-82 shrink-0 self-start overflow-y-auto overscroll-contain border-l bg-surface"><h2 className="sr-only">About this article</h2>{panel}</aside> : null}
      </div>
      {!hasPanelBeside ? (
        <Sheet open={shown.panel !== null} onOpenChange={(open) => !open && set.panel(null)} title="About this article">
          {panel}
        </Sheet>
      ) : null}
      {!hasOutlineBeside ? (
        <Sheet open={shown.outline} onOpenChange={set.outline} title="Outline" side="left">
          {outline}
        </Sheet>
      ) : null}
      {rewriting ? (
        <RewriteDialog
          target={rewriting}
          onClose={() => setRewriting(null)}
          onStarted={(pending) => {
            setRewriting(null);
            writing.begin(pending);
            if (!hasOutlineBeside) set.outline(false);
          }}
        />
      ) : null}
      <ConflictDialog />
      <p role="status" className="sr-only">
        {site.name ? (isWriting ? "The text is being written and is read only" : "") : ""}
      </p>
    </div>
  );
}

function useChecks(content: Content) {
  const site = useCurrentSite();
  const html = useDebounced(useDeskState((state) => state.html), CHECK_MS);
  const title = useDeskState((state) => state.title);
  const metaTitle = useDeskState((state) => state.meta_title);
  const metaDescription = useDeskState((state) => state.meta_description);
  const { data: task } = useQuery(taskQuery(site.id, content.task_id ?? ""));
  const facts = useMemo(() => factsOf(html, site.domain), [html, site.domain]);
  return useMemo(
    () =>
      checklist({
        title,
        metaTitle,
        metaDescription,
        slug: content.slug,
        keyword: content.primary_keyword,
        facts,
        targetWords: task?.target_words ?? null,
        hasFeaturedImage: content.featured_image_id !== null,
      }),
    [title, metaTitle, metaDescription, content.slug, content.primary_keyword, content.featured_image_id, facts, task?.target_words],
  );
}

/** A field of the panel is there once the panel is. */
function focusField(name: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-editor-field="${name}"]`)?.focus(), 60);
}

/** Select these words in the text and bring them into view. */
function find(editor: NonNullable<ReturnType<typeof useTextEditor>>, words: string): void {
  const wanted = words.replace(/\s+/g, " ").trim().toLowerCase();
  const found: { from: number; to: number }[] = [];
  editor.state.doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const start = node.textContent.toLowerCase().indexOf(wanted);
    if (start >= 0) found.push({ from: at + 1 + start, to: at + 1 + start + wanted.length });
    return false;
  });
  const [first] = found;
  if (first === undefined) toast.info("These words are not in the text any more.");
  else editor.chain().setTextSelection(first).focus().scrollIntoView().run();
}

export type { PanelTab };
