/**
 * A list of any length as a table: 30 rows or 50,000 under one scrollbar.
 *
 *     const FILTERS: FilterDef[] = [
 *       { id: "intent", label: "Intent", kind: "multi", options: INTENTS },
 *       { id: "volume", label: "Volume", kind: "range", unit: "/ month" },          // -> volume_min, volume_max
 *       { id: "is_clustered", label: "Clustered", kind: "boolean", words: ["yes", "not yet"] },
 *     ];
 *     const COLUMNS: Column<Keyword>[] = [                                            // outside the component, or in useMemo
 *       { id: "keyword", header: "Keyword", width: 280, sortKey: "keyword", cell: (row) => row.keyword },
 *       { id: "volume", header: "Volume", width: 96, numeric: true, sortKey: "search_volume",
 *         explain: "Searches in a month, as your keyword tool counted them.",
 *         cell: (row) => <Num value={row.search_volume} />, csv: (row) => row.search_volume },
 *       { id: "intent", header: "Intent", width: 130, cell: (row) => <IntentBadge intent={row.intent} />, csv: (row) => row.intent },
 *     ];
 *     const keywordId = (row: Keyword) => row.id;
 *
 *     const source = useListSource({
 *       key: keywordKeys.list(site.id),
 *       fetch: (params, signal) => page(api.GET("/api/v1/planner/keywords/", { params: { query: params }, signal })),
 *       base: { site_id: site.id, sector_id: sector?.id },
 *       filters: FILTERS,                                    // values live in the address: ?intent=commercial,local&volume=100..
 *       ordering: "-priority_score",
 *       rowId: keywordId,
 *     });
 *     <DataTable
 *       id="keywords" label="Keywords" noun="keyword" columns={COLUMNS} source={source} rowLabel={(row) => row.keyword}
 *       selectable search="Search keywords"
 *       bulk={(selection, tools) => <Button onClick={() => archive.mutate(selectionBody(selection), { onSuccess: tools.clear })}>Archive</Button>}
 *       panel={(row, close) => <KeywordPanel keyword={row} onClose={close} />}        // ?panel=<id>; or onOpen={(row) => navigate(...)}
 *       rowActions={(row) => [{ label: "Archive", icon: Archive, run: () => archiveOne(row) }]}
 *       empty={<EmptyState ... />}
 *     />
 *
 * Optimistic change: `const undo = source.patchRow(id, { status: "archived" })`, and `undo()` when the server refuses.
 * Removal with undo: `const restore = source.removeRows([id])`; invalidate `key` after the server has agreed.
 */
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { ROW_HEIGHT, useDensity } from "@/shared/hooks/use-density";
import { useFillHeight } from "@/shared/hooks/use-fill-height";
import { useIsPhone, useMedia } from "@/shared/hooks/use-media";
import { useStable } from "@/shared/hooks/use-stable";
import { count as inWords } from "@/shared/lib/format";
import type { Noun } from "@/shared/lib/words";

import { ErrorState } from "../error-state";
import { useAutoRetry } from "../use-auto-retry";
import { BulkBar } from "./bulk-bar";
import { Grid, type GridHandle } from "./grid";
import { NothingMatches } from "./nothing-matches";
import type { RowHandlers } from "./row";
import type { Selection } from "./selection";
import { SidePanel } from "./side-panel";
import { TableToolbar } from "./toolbar";
import type { Column, ListSource, RowAction, SavedView } from "./types";
import { useColumns } from "./use-columns";
import { useGridKeys, usePageKeys } from "./use-grid-keys";
import { usePanel } from "./use-panel";
import { useSelection } from "./use-selection";

const CARD_HEIGHT = 64;
const BULK_ROOM = 64;

export interface BulkTools {
  /** How many rows are selected. */
  count: number;
  clear: () => void;
}

export interface DataTableProps<Row> {
  /** Under this name columns and views are remembered: `keywords`. */
  id: string;
  /** Names the table for screen readers: "Keywords". */
  label: string;
  /** What the rows are, in the singular, as `count()` of lib/format takes it: "keyword". */
  noun: Noun;
  columns: readonly Column<Row>[];
  source: ListSource<Row>;
  /** One row in words, for its checkbox and for screen readers: the keyword itself. */
  rowLabel: (row: Row) => string;
  /** Enter or a click on a row. Not together with `panel`. */
  onOpen?: (row: Row) => void;
  /** The key e. */
  onEdit?: (row: Row) => void;
  /** Details beside the list; open in the address as `?panel=<id>`. */
  panel?: (row: Row, close: () => void) => ReactNode;
  /** A row that a shared link opens although it is not among the rows loaded. */
  panelFallback?: (id: string, close: () => void) => ReactNode;
  selectable?: boolean;
  /** Actions for what is selected. Costs belong into its buttons. */
  bulk?: (selection: Selection, tools: BulkTools) => ReactNode;
  /** Placeholder of the search field, for instance "Search keywords"; no field without it. */
  search?: string;
  /** When there is nothing at all; when filters leave nothing the table says so itself. */
  empty: ReactNode;
  /** Own buttons at the right of the toolbar. */
  toolbar?: ReactNode;
  /** Shown on hover and focus; in a menu on phones. */
  rowActions?: (row: Row) => readonly RowAction[];
  /** Views that everybody has. */
  presets?: readonly SavedView[];
  /** Name of the exported file without ending; no export when false. Default: `id`. */
  exportName?: string | false;
  /** Called with each change of what is selected. */
  onSelectionChange?: (selection: Selection) => void;
  /** Lowest height of the scrolled part in pixels. */
  minHeight?: number;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, noun, source, selectable = false, rowLabel, panel, rowActions } = props;
  const isCard = useIsPhone();
  const isBeside = useMedia("(min-width: 1100px)");
  const [density] = useDensity();
  const columns = useColumns(id, props.columns, selectable);
  const selection = useSelection(source, props.onSelectionChange);
  const [active, setActive] = useState(0);
  const grid = useRef<GridHandle>(null);
  const body = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLDivElement>(null);
  const maxHeight = useFillHeight(body);
  const opened = usePanel(source, panel !== undefined);

  const shown = JSON.stringify(source.params);
  const [of, setOf] = useState(shown);
  if (of !== shown) {
    setOf(shown);
    setActive(0);
  }
  useEffect(() => {
    grid.current?.scrollToTop();
  }, [shown]);
  const current = Math.max(0, Math.min(active, source.count - 1));

  const open = useStable((index: number) => {
    const row = source.rowAt(index);
    if (row === undefined) return;
    setActive(index);
    if (panel === undefined) props.onOpen?.(row);
    else opened.open(row);
  });
  const goTo = useStable((index: number) => {
    setActive(index);
    grid.current?.focusRow(index);
    const row = source.rowAt(index);
    if (opened.id !== "" && row !== undefined) opened.open(row);
  });
  const close = useStable(() => {
    opened.close();
    grid.current?.focusRow(current);
  });
  const select = useStable(selection.toggle);
  const labelOf = useStable(rowLabel);
  const actionsOf = useStable((row: Row) => rowActions?.(row) ?? []);
  const hasActions = rowActions !== undefined;
  const canOpen = panel !== undefined || props.onOpen !== undefined;
  const handlers = useMemo<RowHandlers<Row>>(
    () => ({ open, select, focus: setActive, label: labelOf, actions: hasActions ? actionsOf : null, canOpen, selectable }),
    [open, select, labelOf, actionsOf, hasActions, canOpen, selectable],
  );

  const selectPage = useStable(() => {
    if (selectable) selection.page(grid.current?.range() ?? { first: 0, last: 0 });
  });
  const onKeyDown = useGridKeys({
    active: current,
    count: source.count,
    page: () => grid.current?.rowsInPage() ?? 10,
    goTo: (index, extend) => {
      if (extend && selectable) {
        if (selection.state.anchor === null) select(current, false);
        select(index, true);
      }
      goTo(index);
    },
    toggle: (isRange) => {
      if (selectable) select(current, isRange);
    },
    selectPage,
    open: () => open(current),
    edit: () => {
      const row = source.rowAt(current);
      if (row !== undefined) props.onEdit?.(row);
    },
    escape: () => {
      if (opened.id !== "") close();
      else if (selection.count > 0) selection.clear();
      else return false;
      return true;
    },
  });
  usePageKeys(
    () => grid.current?.focusRow(current),
    () => search.current?.querySelector("input")?.focus(),
  );

  const retryIn = useAutoRetry({ active: source.error !== null && toApiError(source.error).isPassing, busy: false, retry: source.refetch });
  const isEmpty = !source.isLoading && source.error === null && source.count === 0;
  const words = useCallback((n: number) => inWords(n, noun), [noun]);
  const canTakeAll = selection.state.selection.mode === "some" && selection.state.anchor === null && source.isCountExact && source.count > selection.count;
  const openIndex = opened.id === "" ? -1 : source.indexOf(opened.id);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {isEmpty && !source.query.isNarrowed ? null : (
        <TableToolbar id={id} source={source} columns={columns} words={words} search={props.search} searchRef={search} isCard={isCard} presets={props.presets} exportName={props.exportName ?? id} selection={selection}>
          {props.toolbar}
        </TableToolbar>
      )}
      <div ref={body} className="flex min-w-0 items-start gap-4">
        <div className="min-w-0 flex-1">
          {source.error !== null ? (
            <ErrorState error={source.error} onRetry={source.retry} retryIn={retryIn} />
          ) : isEmpty ? (
            source.query.isNarrowed ? <NothingMatches noun={noun} onClear={source.query.clear} /> : props.empty
          ) : (
            <Grid
              handle={grid}
              label={label}
              source={source}
              columns={columns}
              rowHeight={isCard ? CARD_HEIGHT : ROW_HEIGHT[density]}
              isCard={isCard}
              handlers={handlers}
              selection={selection.state.selection}
              active={current}
              openId={opened.id}
              pageState={selection.count === 0 ? false : selection.count >= source.count ? true : "indeterminate"}
              onSelectPage={selectPage}
              onKeyDown={onKeyDown}
              maxHeight={maxHeight}
              minHeight={props.minHeight ?? 0}
              endRoom={props.bulk !== undefined && selection.count > 0 ? BULK_ROOM : 0}
            />
          )}
        </div>
        {panel !== undefined && opened.id !== "" ? (
          <SidePanel
            isBeside={isBeside}
            title={opened.row === undefined ? label : rowLabel(opened.row)}
            maxHeight={maxHeight}
            onClose={close}
            onPrevious={openIndex > 0 ? () => goTo(openIndex - 1) : undefined}
            onNext={openIndex >= 0 && openIndex < source.count - 1 ? () => goTo(openIndex + 1) : undefined}
          >
            {opened.row === undefined ? (props.panelFallback?.(opened.id, close) ?? <NotInList isLoading={source.isLoading} />) : panel(opened.row, close)}
          </SidePanel>
        ) : null}
      </div>
      <p className="sr-only" aria-live="polite">
        {selection.count > 0 ? `${words(selection.count)} selected` : ""}
      </p>
      {props.bulk !== undefined && selection.count > 0 ? (
        <BulkBar words={words(selection.count)} all={canTakeAll ? { words: `Select all ${words(source.count)} that match`, select: selection.all } : undefined} onClear={selection.clear}>
          {props.bulk(selection.state.selection, { count: selection.count, clear: selection.clear })}
        </BulkBar>
      ) : null}
    </div>
  );
}

function NotInList({ isLoading }: { isLoading: boolean }) {
  return isLoading ? null : <p className="text-muted">This is not among the rows that are loaded. Clear the filters or search for it.</p>;
}
