import { History, ImageIcon, ListChecks, MessageSquare, ScanSearch, SlidersHorizontal } from "lucide-react";

import { TabPanel, Tabs } from "@/shared/ui/tabs";

import type { Image } from "../api/images";

import { type CheckGroup, type CheckPlace, openCount } from "./model/checklist";
import type { PanelTab } from "./model/panel-tabs";
import { Checklist } from "./panel/checklist";
import { Comments } from "./panel/comments";
import { Details } from "./panel/details";
import { Images } from "./panel/images";
import { Snippet } from "./panel/snippet";
import { Versions } from "./panel/versions";
import { useDeskState } from "./use-desk";

export type { PanelTab };

export interface SidePanelProps {
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  canEdit: boolean;
  groups: readonly CheckGroup[];
  onGo: (place: CheckPlace) => void;
  quote: string;
  onQuote: (quote: string) => void;
  onFind: (quote: string) => void;
  onInsert: (image: Image) => void;
  files: File[];
  onFilesTaken: () => void;
}

/** Six names are too wide for the panel: only the open one is written, the others show it on hover. */
function named(name: string, isOpen: boolean) {
  return isOpen ? name : <span className="sr-only">{name}</span>;
}

/** Everything about the text beside the text. */
export function SidePanel({ tab, onTab, canEdit, groups, onGo, quote, onQuote, onFind, onInsert, files, onFilesTaken }: SidePanelProps) {
  const openComments = useDeskState((state) => state.content.open_comments);
  const open = openCount(groups);
  return (
    <Tabs
      aria-label="About this article"
      value={tab}
      onValueChange={(value) => onTab(value as PanelTab)}
      className="sticky top-0 z-10 bg-surface px-4 pt-1 max-sm:static max-sm:-mt-3 max-sm:bg-transparent max-sm:px-0"
      items={[
        { value: "checklist", label: named("Checklist", tab === "checklist"), icon: ListChecks, ...(open > 0 ? { count: open } : {}) },
        { value: "snippet", label: named("Snippet", tab === "snippet"), icon: ScanSearch },
        { value: "images", label: named("Images", tab === "images"), icon: ImageIcon },
        { value: "versions", label: named("Versions", tab === "versions"), icon: History },
        { value: "comments", label: named("Comments", tab === "comments"), icon: MessageSquare, ...(openComments > 0 ? { count: openComments } : {}) },
        { value: "details", label: named("Details", tab === "details"), icon: SlidersHorizontal },
      ]}
    >
      <div className="p-4 pt-0 max-sm:px-0">
        <TabPanel value="checklist">
          <Checklist groups={groups} onGo={onGo} />
        </TabPanel>
        <TabPanel value="snippet">
          <Snippet canEdit={canEdit} />
        </TabPanel>
        <TabPanel value="images">
          <Images canEdit={canEdit} onInsert={onInsert} files={files} onFilesTaken={onFilesTaken} />
        </TabPanel>
        <TabPanel value="versions">
          <Versions canEdit={canEdit} />
        </TabPanel>
        <TabPanel value="comments">
          <Comments canEdit={canEdit} quote={quote} onQuote={onQuote} onFind={onFind} />
        </TabPanel>
        <TabPanel value="details">
          <Details canEdit={canEdit} />
        </TabPanel>
      </div>
    </Tabs>
  );
}
