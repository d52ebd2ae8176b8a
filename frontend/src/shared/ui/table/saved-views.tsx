import { Bookmark, Trash2 } from "lucide-react";
import { memo, type SyntheticEvent, useState } from "react";

import { usePreference } from "@/shared/hooks/use-preference";
import { cn } from "@/shared/lib/cn";

import { Button, IconButton } from "../button";
import { Input } from "../input";
import { itemLook } from "../float-look";
import { Popover } from "../popover";
import type { ListQuery, SavedView } from "./types";
import type { ColumnState } from "./use-columns";

const NONE: readonly SavedView[] = [];
const MOST_VIEWS = 20;
const LONGEST_NAME = 40;

interface SavedViewsProps<Row> {
  id: string;
  query: ListQuery;
  columns: ColumnState<Row>;
  presets: readonly SavedView[];
  isCard: boolean;
}

/** Filters, search, order and columns under a name; one's own, on all one's devices. */
function TableViews<Row>({ id, query, columns, presets, isCard }: SavedViewsProps<Row>) {
  const [own, setOwn] = usePreference<readonly SavedView[]>(`views.${id}`, NONE);
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const wanted = name.trim();
  const isFull = own.length >= MOST_VIEWS && !own.some((view) => view.name === wanted);
  const isCurrent = (view: SavedView) =>
    (view.search ?? "") === query.search && (view.ordering ?? query.ordering) === query.ordering && sameValues(view.values, query.values) && (view.hidden === undefined || view.hidden.join() === columns.hidden.join());
  const active = [...presets, ...own].find(isCurrent);
  const use = (view: SavedView) => {
    query.apply({ values: view.values, search: view.search ?? "", ordering: view.ordering ?? query.ordering });
    if (view.hidden !== undefined) columns.showOnly(view.hidden);
    setIsOpen(false);
  };
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (wanted === "" || isFull) return;
    const view: SavedView = { name: wanted, values: { ...query.values }, search: query.search, ordering: query.ordering, hidden: columns.hidden };
    setOwn([...own.filter((other) => other.name !== wanted), view]);
    setName("");
    setIsOpen(false);
  };
  const row = (view: SavedView) => (
    <button type="button" className={cn(itemLook, "cursor-pointer text-left hover:bg-text/6", view === active && "font-medium text-accent")} aria-current={view === active || undefined} onClick={() => use(view)}>
      <span className="truncate">{view.name}</span>
    </button>
  );
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      label="Saved views"
      align="end"
      className="w-72 p-1"
      trigger={
        <Button icon={Bookmark} className="max-w-48" aria-label={isCard ? "Saved views" : undefined}>
          {isCard ? null : <span className="truncate">{active?.name ?? "Views"}</span>}
        </Button>
      }
    >
      {presets.length + own.length === 0 ? <p className="px-2 py-1.5 text-sm text-muted">A view keeps filters, search, order and columns under a name.</p> : null}
      <ul>
        {presets.map((view) => (
          <li key={view.name}>{row(view)}</li>
        ))}
        {own.map((view) => (
          <li key={view.name} className="flex items-center">
            {row(view)}
            <IconButton label={`Delete the view ${view.name}`} icon={Trash2} size="sm" onClick={() => setOwn(own.filter((other) => other !== view))} />
          </li>
        ))}
      </ul>
      <form onSubmit={save} className="mt-1 flex gap-2 border-t p-2 pt-3">
        <Input aria-label="Name of the view" placeholder="Name of this view" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" disabled={wanted === "" || isFull}>
          Save view
        </Button>
      </form>
      {isFull ? <p className="px-2 pb-2 text-sm text-muted">There is room for {MOST_VIEWS} views. Delete one first.</p> : null}
    </Popover>
  );
}

export const SavedViews = memo(TableViews) as typeof TableViews;

function sameValues(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
