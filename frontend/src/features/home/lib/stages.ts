/** The pipeline in figures: of each stage how much is there, how much has moved on, and what it waits for. */
import type { Stage } from "@/shared/lib/words";

import type { Overview } from "../api/overview";

export interface StageFigures {
  stage: Stage;
  /** Of the site; leads to the list. */
  to: string;
  total: number;
  /** Of the total: those the next stage has taken up. */
  moved: number;
  /** "clustered", as in "96 % clustered"; empty for the last stage. */
  movedWord: string;
  /** Things somebody has to look at. */
  faults: number;
}

export function stagesOf({ planner, writer, publisher }: Overview): StageFigures[] {
  const { keywords, clusters, ideas } = planner;
  const { tasks, content } = writer;
  return [
    { stage: "keywords", to: "planner/keywords", total: keywords.total - keywords.archived, moved: keywords.clustered + keywords.used, movedWord: "clustered", faults: 0 },
    { stage: "clusters", to: "planner/clusters", total: clusters.active, moved: clusters.active - clusters.without_ideas, movedWord: "with ideas", faults: 0 },
    { stage: "ideas", to: "planner/ideas", total: ideas.total - ideas.rejected, moved: ideas.queued + ideas.completed, movedWord: "queued", faults: 0 },
    { stage: "tasks", to: "writer/tasks", total: tasks.total - tasks.cancelled, moved: tasks.completed, movedWord: "written", faults: tasks.failed },
    { stage: "content", to: "writer/content", total: content.total - content.archived, moved: content.published, movedWord: "published", faults: 0 },
    { stage: "published", to: "writer/published", total: publisher.records.live, moved: publisher.records.live, movedWord: "", faults: publisher.failed },
  ];
}

/** Share that has moved on, 0 to 1; null when the stage is empty. */
export function share({ total, moved }: StageFigures): number | null {
  return total > 0 ? Math.min(1, Math.max(0, moved / total)) : null;
}
