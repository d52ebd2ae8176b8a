/** What changed from one version to another, block by block; what stayed is folded. */
import { useQuery } from "@tanstack/react-query";

import { api, item, type Schema } from "@/shared/api/client";
import { count } from "@/shared/lib/format";
import { QueryState } from "@/shared/ui/query-state";
import { SafeHtml } from "@/shared/ui/safe-html";
import { Skeleton } from "@/shared/ui/skeleton";

type Hunk = Schema<"HunkOut">;
type Piece = Schema<"WordPieceOut">;

export function DiffView({ siteId, id, before, after }: { siteId: string; id: string; before: number; after: number }) {
  const query = useQuery({
    queryKey: ["content", siteId, "one", id, "diff", before, after],
    queryFn: ({ signal }) => item(api.GET("/api/v1/writer/content/{id}/diff/", { params: { path: { id }, query: { before: String(before), after: String(after) } }, signal })),
    staleTime: Infinity,
  });
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-80 w-full" />}>
      {(diff) => (
        <div className="prose-ui prose-reading grid gap-3">
          <Line pieces={diff.title} as="h2" />
          {diff.details.map(({ field, label, pieces }) => (
            <div key={field} className="font-sans text-base whitespace-pre-line">
              <p className="text-sm text-muted">{label}</p>
              <Line pieces={pieces} />
            </div>
          ))}
          {grouped(diff.hunks).map((group, index) => (
            <Group key={index} hunks={group} />
          ))}
          {diff.hunks.every((hunk) => hunk.op === "equal") ? <p className="font-sans text-base text-muted">The text itself reads the same; title, description or settings changed.</p> : null}
        </div>
      )}
    </QueryState>
  );
}

/** Hunks in runs of equal and of changed ones. */
export function grouped(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1);
    if (last?.[0] && (last[0].op === "equal") === (hunk.op === "equal")) last.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

const INSERTED = "rounded-[3px] bg-success-soft text-text underline decoration-success decoration-2 underline-offset-3";
const DELETED = "rounded-[3px] bg-danger-soft text-muted line-through decoration-danger";

function Group({ hunks }: { hunks: readonly Hunk[] }) {
  if (hunks[0]?.op === "equal") {
    return (
      <details className="font-sans text-sm text-muted">
        <summary className="cursor-pointer">{count(hunks.length, "paragraph")} unchanged</summary>
        <SafeHtml reading html={hunks.map((hunk) => hunk.after).join("")} className="mt-3 text-text" />
      </details>
    );
  }
  return (
    <div className="grid gap-3 border-l-2 border-line-strong/50 pl-4">
      {hunks.map((hunk, index) => (
        <Block key={index} hunk={hunk} />
      ))}
    </div>
  );
}

function Block({ hunk }: { hunk: Hunk }) {
  if (hunk.op === "insert" || hunk.op === "delete") {
    const Tag = hunk.op === "insert" ? "ins" : "del";
    return (
      <Tag className={hunk.op === "insert" ? "block rounded-md bg-success-soft px-2 no-underline" : "block rounded-md bg-danger-soft px-2 text-muted line-through"}>
        <span className="sr-only">{hunk.op === "insert" ? "Added: " : "Removed: "}</span>
        <SafeHtml html={hunk.op === "insert" ? hunk.after : hunk.before} />
      </Tag>
    );
  }
  return <Line pieces={hunk.words} />;
}

function Line({ pieces, as: Tag = "p" }: { pieces: readonly Piece[]; as?: "p" | "h2" }) {
  return (
    <Tag>
      {pieces.map((piece, index) => {
        const text = piece.text.replaceAll(/<[^>]*>/g, "");
        if (text === "") return null;
        if (piece.op === "insert") return <ins key={index} className={INSERTED}>{text}</ins>;
        if (piece.op === "delete") return <del key={index} className={DELETED}>{text}</del>;
        return <span key={index}>{text}</span>;
      })}
    </Tag>
  );
}
