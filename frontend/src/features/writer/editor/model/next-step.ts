/** What may happen to a content next, by its state, the site's policy and who is asking. The server decides again. */
import type { Schema } from "@/shared/api/client";
import { atLeast, type Role } from "@/shared/lib/roles";

export type StepName = "submit" | "approve" | "request-changes" | "publish" | "schedule" | "unschedule" | "unpublish" | "archive" | "unarchive";

export interface Step {
  name: StepName;
  label: string;
}

export interface NextStep {
  primary: Step | null;
  /** Also possible, most likely first. */
  others: Step[];
  /** Why there is no next step, or what to know about it. */
  note: string;
}

type Facts = Pick<Schema<"ContentOut">, "status" | "word_count" | "current_version" | "approved_version" | "published_version">;
type Policy = Schema<"SiteOut">["publish_policy"];

const step = (name: StepName, label: string): Step => ({ name, label });
const SUBMIT = step("submit", "Submit for review");
const CHANGES = step("request-changes", "Request changes");
const PUBLISH = step("publish", "Publish now");
const SCHEDULE = step("schedule", "Schedule");
const ARCHIVE = step("archive", "Archive");
const UNPUBLISH = step("unpublish", "Unpublish");
const NOTHING_LIVE = "This site is set to drafts only, so nothing is published from here.";

export function nextStep(content: Facts, policy: Policy, role: Role | undefined): NextStep {
  if (!atLeast(role, "editor")) return { primary: null, others: [], note: "You can read this. An editor can change it and take it further." };
  const isLive = content.published_version !== null;
  const putAway = isLive ? UNPUBLISH : ARCHIVE;
  if (content.status === "archived") return { primary: step("unarchive", "Take out of the archive"), others: [], note: "" };
  if (content.word_count === 0) return { primary: null, others: [putAway], note: "There is no text yet to hand in." };

  const approve = step("approve", `Approve version ${content.current_version}`);
  const mayApprove = policy !== "review" || atLeast(role, "admin");
  const live = isLive ? step("publish", `Publish version ${content.current_version}`) : PUBLISH;
  const isApproved = content.approved_version === content.current_version;

  switch (content.status) {
    case "draft":
      if (policy === "auto") return { primary: live, others: [SCHEDULE, SUBMIT, putAway], note: "" };
      if (!mayApprove) return { primary: SUBMIT, others: [putAway], note: "" };
      return { primary: SUBMIT, others: [approve, putAway], note: "" };
    case "changes_requested":
      if (!mayApprove) return { primary: SUBMIT, others: [putAway], note: "" };
      return { primary: SUBMIT, others: [approve, putAway], note: "" };
    case "in_review":
      if (!mayApprove) return { primary: null, others: [CHANGES, putAway], note: "In review: an admin or the owner approves it." };
      if (policy === "auto") return { primary: live, others: [approve, CHANGES, SCHEDULE, putAway], note: "" };
      return { primary: approve, others: [CHANGES, putAway], note: "" };
    case "approved":
      if (policy === "draft_only") return { primary: null, others: [CHANGES, putAway], note: NOTHING_LIVE };
      if (!isApproved && mayApprove && policy === "review") return { primary: approve, others: [CHANGES, putAway], note: "" };
      return { primary: live, others: [SCHEDULE, CHANGES, putAway], note: "" };
    case "scheduled":
      return { primary: live, others: [step("schedule", "Change the time"), step("unschedule", "Cancel the schedule")], note: "" };
    case "published":
      return { primary: null, others: [UNPUBLISH], note: "" };
  }
}
