/** What waits for somebody, most pressing first. The first one they may do is the next step. */
import type { Stage } from "@/shared/lib/words";
import type { Role } from "@/shared/lib/roles";
import { count, number, plural } from "@/shared/lib/format";

import type { Overview } from "../api/overview";

export interface Waiting {
  id: string;
  stage: Stage;
  /** "12 ideas wait for approval" */
  title: string;
  /** Why it is worth doing. */
  body: string;
  /** A verb with its object. */
  action: string;
  to: string;
  role: Role;
  isFault: boolean;
}

type Rule = (overview: Overview) => Omit<Waiting, "isFault" | "id"> & { n: number; isFault?: boolean };

const verb = (n: number, one: string, other: string): string => (n === 1 ? one : other);

const RULES: Record<string, Rule> = {
  publications_failed: ({ publisher: { failed: n } }) => ({
    n,
    isFault: true,
    stage: "published",
    title: `${count(n, "publication")} did not go through`,
    body: "The sentence beside each says what stood in the way.",
    action: "See what failed",
    to: "writer/published?status=failed",
    role: "editor",
  }),
  tasks_failed: ({ writer: { tasks } }) => ({
    n: tasks.failed,
    isFault: true,
    stage: "tasks",
    title: `${count(tasks.failed, "task")} could not be written`,
    body: "Nothing was charged for them. They can be tried again.",
    action: "See failed tasks",
    to: "writer/tasks?status=failed",
    role: "editor",
  }),
  to_review: ({ writer: { content } }) => ({
    n: content.in_review,
    stage: "content",
    title: `${count(content.in_review, "article")} ${verb(content.in_review, "waits", "wait")} for review`,
    body: "Read, then approve or ask for changes. An approval holds for the version you read.",
    action: "Review articles",
    to: "writer/review",
    role: "editor",
  }),
  changes: ({ writer: { content } }) => ({
    n: content.changes_requested,
    stage: "content",
    title: `Changes are asked for in ${count(content.changes_requested, "article")}`,
    body: "The comments say what should be different.",
    action: "See the comments",
    to: "writer/content?status=changes_requested",
    role: "editor",
  }),
  approved: ({ writer: { approved_unscheduled: n } }) => ({
    n,
    stage: "published",
    title: `${number(n)} approved ${plural(n, "article")} ${verb(n, "is", "are")} not scheduled`,
    body: "Publish now, or give each a day in the calendar.",
    action: "Publish or schedule",
    to: "writer/content?status=approved",
    role: "editor",
  }),
  drafts: ({ writer: { content } }) => ({
    n: content.draft,
    stage: "content",
    title: `${count(content.draft, "draft")} ${verb(content.draft, "waits", "wait")} for an editor`,
    body: "Read it, mend it, and submit it for review.",
    action: "Open drafts",
    to: "writer/content?status=draft",
    role: "editor",
  }),
  no_keywords: ({ planner: { keywords } }) => ({
    n: keywords.total === 0 ? 1 : 0,
    stage: "keywords",
    title: "Bring your keywords",
    body: "Drop the export of any keyword tool. It is recognised by itself, and every row that is left out is listed with its reason.",
    action: "Import keywords",
    to: "planner/import",
    role: "editor",
  }),
  to_write: ({ writer: { tasks } }) => ({
    n: tasks.queued,
    stage: "tasks",
    title: `${count(tasks.queued, "task")} ${verb(tasks.queued, "is", "are")} ready to be written`,
    body: "You see what it costs before anything is written.",
    action: "Write articles",
    to: "writer/tasks?status=queued",
    role: "editor",
  }),
  to_queue: ({ planner: { ideas } }) => ({
    n: ideas.approved,
    stage: "ideas",
    title: `${number(ideas.approved)} approved ${plural(ideas.approved, "idea")} ${verb(ideas.approved, "has", "have")} no task yet`,
    body: "Queue them, and they become tasks for the writer.",
    action: "Queue ideas",
    to: "planner/ideas?status=approved",
    role: "editor",
  }),
  to_approve: ({ planner: { ideas } }) => ({
    n: ideas.draft,
    stage: "ideas",
    title: `${count(ideas.draft, "idea")} ${verb(ideas.draft, "waits", "wait")} for a yes or no`,
    body: "Each was checked against what the site has already.",
    action: "Look at the ideas",
    to: "planner/ideas?status=draft",
    role: "editor",
  }),
  to_cluster: ({ planner: { keywords } }) => ({
    n: keywords.new,
    stage: "keywords",
    title: `${count(keywords.new, "keyword")} ${verb(keywords.new, "is", "are")} not clustered yet`,
    body: "Clustering groups what one page can answer, and says why.",
    action: "Cluster keywords",
    to: "planner/keywords?is_clustered=false",
    role: "editor",
  }),
  no_ideas: ({ planner: { clusters } }) => ({
    n: clusters.without_ideas,
    stage: "clusters",
    title: `${count(clusters.without_ideas, "cluster")} ${verb(clusters.without_ideas, "has", "have")} no idea yet`,
    body: "Begin with those that have the most searches.",
    action: "Make ideas",
    to: "planner/clusters?ordering=-total_volume",
    role: "editor",
  }),
};

export function waitingOf(overview: Overview): Waiting[] {
  return Object.entries(RULES).flatMap(([id, rule]) => {
    const { n, ...found } = rule(overview);
    return n > 0 ? [{ isFault: false, ...found, id }] : [];
  });
}
