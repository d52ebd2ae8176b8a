/** What may be done with tasks as they are, so that a button never asks for what would be refused. */
import type { Task } from "../api/tasks";

/** Longer than asked for by at most this share; so much is held while it is written. */
export const HELD_SHARE = 1.2;

type State = Pick<Task, "status">;

export const canWrite = (task: State): boolean => task.status === "queued" || task.status === "failed";
export const canCancel = (task: State): boolean => task.status === "queued" || task.status === "failed" || task.status === "in_progress";
export const canRequeue = (task: State): boolean => task.status === "failed" || task.status === "cancelled";
export const canDelete = (task: State): boolean => task.status !== "in_progress";
export const canChange = (task: State): boolean => task.status !== "completed" && task.status !== "in_progress";

export interface WritePlan<Row> {
  tasks: readonly Row[];
  /** As long as asked for: what it will cost, give or take. */
  words: number;
  /** The most it can cost: what is held meanwhile. */
  heldWords: number;
}

export function writePlan<Row extends Pick<Task, "status" | "target_words">>(rows: readonly Row[]): WritePlan<Row> {
  const tasks = rows.filter(canWrite);
  return {
    tasks,
    words: tasks.reduce((sum, task) => sum + task.target_words, 0),
    heldWords: tasks.reduce((sum, task) => sum + Math.ceil(task.target_words * HELD_SHARE), 0),
  };
}
