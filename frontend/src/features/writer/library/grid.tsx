/** The library as pictures. */
import { FileText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { count } from "@/shared/lib/format";
import { statusOptions } from "@/shared/lib/words";
import { AuthedImage } from "@/shared/ui/authed-image";
import { Button } from "@/shared/ui/button";
import { ErrorState } from "@/shared/ui/error-state";
import { SearchInput } from "@/shared/ui/input";
import { Select } from "@/shared/ui/select";
import { Skeleton } from "@/shared/ui/skeleton";
import type { ListSource } from "@/shared/ui/table/types";

import type { ContentRow } from "../api/library";
import { imagePath } from "../api/images";
import { CommentMark, DraftMark } from "./marks";

const STEP = 24;
const STATES = [{ value: "", label: "Any state" }, ...statusOptions("content").map(({ value, label }) => ({ value, label }))];

export function LibraryGrid({ source, path, toolbar, empty }: { source: ListSource<ContentRow>; path: (to: string) => string; toolbar: ReactNode; empty: ReactNode }) {
  const [shown, setShown] = useState(STEP);
  const places = Array.from({ length: Math.min(shown, source.count) }, (_, index) => index);
  const more = (): void => {
    setShown(shown + STEP);
    source.setRange(0, shown + STEP);
  };
  if (source.error !== null) return <ErrorState error={source.error} onRetry={source.retry} />;
  if (!source.isLoading && source.count === 0 && !source.query.isNarrowed) return empty;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput className="max-w-64" placeholder="Search content" value={source.query.search} onValueChange={source.query.setSearch} />
        <Select aria-label="State" className="w-40" value={source.query.values.status ?? ""} onValueChange={(status) => source.query.setFilter("status", status === "" ? null : status)} options={STATES} />
        {source.query.isNarrowed ? (
          <Button variant="ghost" onClick={source.query.clear}>
            Clear filters
          </Button>
        ) : null}
        <span className="ml-auto">{toolbar}</span>
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-x-5 gap-y-6">
        {source.isLoading ? Array.from({ length: 8 }, (_, index) => <Tile key={index} row={undefined} path={path} />) : places.map((index) => <Tile key={index} row={source.rowAt(index)} path={path} />)}
      </ul>
      {!source.isLoading && source.count === 0 ? <p className="text-muted">No article matches these filters.</p> : null}
      {source.count > shown ? (
        <Button className="justify-self-center" onClick={more}>
          Show more of {count(source.count, "article")}
        </Button>
      ) : null}
    </div>
  );
}

function Tile({ row, path }: { row: ContentRow | undefined; path: (to: string) => string }) {
  if (row === undefined) {
    return (
      <li className="grid gap-2">
        <Skeleton className="aspect-[1200/630] h-auto w-full" />
        <Skeleton className="w-3/4" />
        <Skeleton className="w-1/3" />
      </li>
    );
  }
  return (
    <li className="min-w-0">
      <Link to={path(`writer/content/${row.id}`)} className="group grid gap-2">
        <span className="grid aspect-[1200/630] place-items-center overflow-hidden rounded-md border bg-sunken text-faint">
          {row.featured_image_id ? <AuthedImage src={imagePath(row.featured_image_id)} alt="" className="size-full object-cover" /> : <FileText className="size-6" aria-hidden="true" />}
        </span>
        <span className="line-clamp-2 font-medium text-pretty underline-offset-3 group-hover:underline">{row.title}</span>
      </Link>
      <span className="mt-1 flex flex-wrap items-center gap-2 text-sm text-muted">
        <StatusBadge kind="content" status={row.status} />
        {count(row.word_count, "word")}
        <CommentMark open={row.open_comments} />
        {row.is_draft_quality ? <DraftMark /> : null}
      </span>
    </li>
  );
}
