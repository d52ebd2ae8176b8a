import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";

import { toApiError } from "@/shared/api/errors";

const REQUEST = "request:";

/** The request id of a form's own error, when support may need it. */
export function requestIdOf(type: string | number | undefined): string | null {
  return typeof type === "string" && type.startsWith(REQUEST) ? type.slice(REQUEST.length) : null;
}

/**
 * Put what the server said at the fields it is about; the rest becomes the form's own error (`root.server`).
 *
 * @returns whether every message found its field
 */
export function applyServerErrors<Values extends FieldValues, Context, Output>(form: UseFormReturn<Values, Context, Output>, thrown: unknown): boolean {
  const error = toApiError(thrown);
  const rest: string[] = [];
  let isFirst = true;
  for (const [field, messages] of Object.entries(error.fields)) {
    const path = knownPath(form.getValues(), field);
    if (path === null) {
      rest.push(...messages);
      continue;
    }
    form.setError(path as FieldPath<Values>, { type: "server", message: messages.join(" ") }, { shouldFocus: isFirst });
    isFirst = false;
  }
  const isPlaced = !isFirst && rest.length === 0;
  if (!isPlaced) {
    const message = rest.length > 0 ? rest.join(" ") : error.message;
    const isOurs = error.kind === "server" && error.requestId !== "";
    form.setError("root.server", { type: isOurs ? REQUEST + error.requestId : error.kind, message });
  }
  return isPlaced;
}

/** The longest beginning of a dotted path that the form has: an error inside a list belongs to the list's field. */
function knownPath(values: unknown, path: string): string | null {
  const known: string[] = [];
  let here: unknown = values;
  for (const part of path.split(".")) {
    if (typeof here !== "object" || here === null || !(part in here)) break;
    known.push(part);
    here = (here as Record<string, unknown>)[part];
  }
  return known.length > 0 ? known.join(".") : null;
}
