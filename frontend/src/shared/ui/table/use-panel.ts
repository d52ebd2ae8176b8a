import { useState } from "react";

import { urlText, useUrlState } from "@/shared/hooks/use-url-state";

import type { ListSource } from "./types";

const SCHEMA = { panel: urlText() };

export interface OpenPanel<Row> {
  /** Empty when none is open. */
  id: string;
  row: Row | undefined;
  open: (row: Row) => void;
  close: () => void;
}

/** Which row's details are open, in the address; the row stays known when its window is forgotten. */
export function usePanel<Row>(source: ListSource<Row>, isUsed: boolean): OpenPanel<Row> {
  const [url, setUrl] = useUrlState(SCHEMA);
  const id = isUsed ? url.panel : "";
  const [last, setLast] = useState<Row>();
  const found = id === "" ? undefined : source.rowAt(source.indexOf(id));
  if (found !== undefined && found !== last) setLast(found);
  const remembered = last !== undefined && id !== "" && source.rowId(last) === id ? last : undefined;
  return {
    id,
    row: found ?? remembered,
    // From row to row is one step in the history, not one for each.
    open: (row) => setUrl({ panel: source.rowId(row) }, { replace: id !== "" }),
    close: () => setUrl({ panel: "" }),
  };
}
