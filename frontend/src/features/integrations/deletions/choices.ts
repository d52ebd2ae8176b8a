/** What can be done with a text that was deleted on the website. */
import { Archive, FilePen, type LucideIcon, Upload } from "lucide-react";

import type { Schema } from "@/shared/api/client";

export type DeletionChoice = Schema<"DeletionChoice">;

export interface ChoiceWords {
  value: DeletionChoice;
  label: string;
  icon: LucideIcon;
  /** What it does. */
  explain: string;
  /** What was done: "3 texts archived". */
  done: string;
}

export const CHOICES: readonly ChoiceWords[] = [
  { value: "archive", label: "Archive here", icon: Archive, explain: "It is put away here, too. It can be brought back as a draft.", done: "archived" },
  { value: "keep", label: "Keep as a draft", icon: FilePen, explain: "It stays here as a draft, and the website stays without it.", done: "kept as drafts" },
  { value: "republish", label: "Publish again", icon: Upload, explain: "It goes to the website again: out of the trash while it is there, else as a new post.", done: "to be published again" },
];

export function choiceWords(value: DeletionChoice): ChoiceWords {
  return CHOICES.find((one) => one.value === value) ?? { value, label: value, icon: Archive, explain: "", done: "decided" };
}
