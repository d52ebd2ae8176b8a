import type { ReactNode, Ref } from "react";

import type { ListSource, SavedView } from "./types";
import type { ColumnState } from "./use-columns";
import type { TableSelection } from "./use-selection";

export interface TableToolbarProps<Row> {
  id: string;
  source: ListSource<Row>;
  columns: ColumnState<Row>;
  words: (n: number) => string;
  search: string | undefined;
  searchRef: Ref<HTMLInputElement>;
  isCard: boolean;
  presets: readonly SavedView[] | undefined;
  exportName: string | false;
  selection: TableSelection;
  children: ReactNode;
}

export function TableToolbar<Row>({ source, words, children }: TableToolbarProps<Row>) {
  return (
    <div className="flex items-center gap-2">
      <p aria-live="polite" className="tabular text-sm text-muted">
        {source.isLoading ? "" : words(source.count)}
      </p>
      <div className="ml-auto flex gap-2">{children}</div>
    </div>
  );
}
