import { Time } from "@/shared/ui/time";

import type { Comment } from "../api/content";

/** What was said about a text, with the version it was said of. */
export function Remarks({ comments }: { comments: readonly Comment[] }) {
  if (comments.length === 0) return null;
  return (
    <section className="grid gap-3 border-t pt-4">
      <h3 className="font-medium">Comments</h3>
      <ol className="grid gap-3">
        {comments.map((one) => (
          <li key={one.id} className="grid gap-0.5">
            <p className="text-sm text-muted">
              <span className="font-medium text-text">{one.user_name ?? "Automation"}</span> on version {one.version}, <Time value={one.created_at} />
              {one.resolved_at ? ", resolved" : ""}
            </p>
            <p className="whitespace-pre-line">{one.body}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
