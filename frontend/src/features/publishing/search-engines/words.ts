/** What the states of a key and of a page read as. */
import type { Tone } from "@/shared/lib/words";

import type { KeyHost, Submission } from "../api/indexnow";

interface Said {
  label: string;
  tone: Tone;
}

export function keyWords(host: KeyHost): Said {
  if (host.how === "none") return { label: "Not public", tone: "neutral" };
  if (host.key_state === "ok") return { label: "Key found", tone: "success" };
  return host.key_state === "missing" ? { label: "Key not found", tone: "danger" } : { label: "Not checked yet", tone: "neutral" };
}

const WHO: Record<KeyHost["how"], string> = {
  hosted: "IGNY8 serves the key file.",
  plugin: "The IGNY8 plugin serves the key.",
  file: "The key file is uploaded by hand.",
  none: "",
};

/** Who puts the key where search engines read it. */
export function whoServes(host: KeyHost): string {
  return host.problem === "" ? WHO[host.how] : host.problem;
}

const STATES: Record<Submission["state"], Said> = {
  waiting: { label: "Waiting", tone: "neutral" },
  sending: { label: "Sending", tone: "info" },
  sent: { label: "Told", tone: "success" },
  skipped: { label: "Not sent", tone: "neutral" },
  failed: { label: "Failed", tone: "danger" },
};

export function stateWords(row: Submission): Said {
  return STATES[row.state];
}

const REASONS: Record<Submission["reason"], string> = {
  published: "New or changed",
  moved: "Former address",
  unpublished: "Taken down",
  asked: "Asked for by hand",
};

/** Why search engines are told, and what became of it. */
export function storyOf(row: Submission): string {
  if (row.error !== "") return row.error;
  return row.status_code === 202 ? `${REASONS[row.reason]}; accepted, the key is still being read` : REASONS[row.reason];
}

export function canSendAgain(row: Submission): boolean {
  return row.state === "failed" || row.state === "skipped";
}
