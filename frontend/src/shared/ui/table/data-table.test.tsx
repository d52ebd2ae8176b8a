import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { ApiError } from "@/shared/api/errors";

import { renderWithProviders } from "../../../../tests/support/render";
import { DataTable, type DataTableProps } from "./data-table";
import { selectedCount, type Selection, selectionBody } from "./selection";
import type { Column, FilterDef, ListPage } from "./types";
import { useListSource } from "./use-list-source";

interface Item {
  id: string;
  name: string;
  volume: number;
}
const COLUMNS: Column<Item>[] = [
  { id: "name", header: "Name", width: 200, sortKey: "name", cell: (row) => row.name },
  { id: "volume", header: "Volume", width: 100, numeric: true, sortKey: "volume", cell: (row) => row.volume },
];
const FILTERS: FilterDef[] = [{ id: "volume", label: "Volume", kind: "range" }];
const rowId = (row: Item) => row.id;

type Fetch = (params: Record<string, string>) => Promise<ListPage<Item>>;
const pages =
  (total: number): Fetch =>
  (params) => {
    const start = (Number(params.page) - 1) * 200;
    const results = Array.from({ length: Math.max(0, Math.min(200, total - start)) }, (_, at) => ({ id: `id-${start + at}`, name: `row ${start + at}`, volume: start + at }));
    return Promise.resolve({ results: params.search === "none" ? [] : results, count: params.search === "none" ? 0 : total, count_is_exact: true });
  };

// The page has no layout here; the list needs to know how much of itself is seen.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
});

function Page({ fetch, ...props }: Partial<DataTableProps<Item>> & { fetch: Fetch }) {
  const source = useListSource<Item>({ key: ["items"], fetch, filters: FILTERS, ordering: "name", rowId });
  return <DataTable id="items" label="Items" noun="item" columns={COLUMNS} source={source} rowLabel={(row) => row.name} selectable search="Search items" empty={<p>Nothing here yet</p>} {...props} />;
}

const rowOf = async (name: string) => (await screen.findByText(name)).closest<HTMLElement>("[role=row]");

test("a long list says how long it is and draws what is seen", async () => {
  renderWithProviders(<Page fetch={pages(50_000)} />);
  expect(await screen.findByText("50,000 items")).toBeInTheDocument();
  expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "50001");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  expect(await rowOf("row 3")).toHaveAttribute("aria-rowindex", "5");
});

test("rows are walked, selected in ranges and opened by keyboard", async () => {
  const onOpen = vi.fn();
  const onEdit = vi.fn();
  const chosen = vi.fn<(selection: Selection) => void>();
  const { user } = renderWithProviders(<Page fetch={pages(500)} onOpen={onOpen} onEdit={onEdit} onSelectionChange={chosen} bulk={(_, tools) => <button onClick={tools.clear}>Archive</button>} />);
  await rowOf("row 0");
  await user.keyboard("j");
  expect(await rowOf("row 0")).toHaveFocus();
  await user.keyboard("jj{ArrowDown}x");
  expect(await rowOf("row 3")).toHaveFocus();
  expect(await rowOf("row 3")).toHaveAttribute("aria-selected", "true");
  await user.keyboard("jj{Shift>}X{/Shift}");
  expect(selectionBody(chosen.mock.lastCall?.[0] ?? { mode: "some", ids: new Set() })).toEqual({ ids: ["id-3", "id-4", "id-5"] });
  expect(within(screen.getByRole("region", { name: "Selected rows" })).getByText("3 items selected")).toBeInTheDocument();
  await user.keyboard("{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: "id-5" }));
  await user.keyboard("ke");
  expect(onEdit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: "id-4" }));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Selected rows" })).toBeNull();
  await user.keyboard("/");
  expect(screen.getByLabelText("Search items")).toHaveFocus();
});

test("first the page is selected, then everything that matches, but not across other filters", async () => {
  const chosen = vi.fn<(selection: Selection) => void>();
  const { user, router } = renderWithProviders(<Page fetch={pages(500)} onSelectionChange={chosen} bulk={() => <button>Archive</button>} />, { at: "/?volume=10..&sector=s" });
  await rowOf("row 0");
  await user.click(screen.getByRole("checkbox", { name: "Select the rows on this page" }));
  expect(selectedCount(chosen.mock.lastCall?.[0] ?? { mode: "some", ids: new Set() })).toBe(200);
  await user.click(screen.getByRole("button", { name: "Select all 500 items that match" }));
  await user.click(screen.getByRole("checkbox", { name: "Select row 1" }));
  expect(chosen.mock.lastCall?.[0]).toEqual({ mode: "all", except: new Set(["id-1"]), filters: { volume_min: "10", ordering: "name" }, count: 500 });
  await user.click(screen.getByRole("button", { name: /Remove the filter Volume/ }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Selected rows" })).toBeNull());
  expect(router.state.location.search).toBe("?sector=s");
});

test("a header sorts one way, the other way, and then as the list does", async () => {
  const { user, router } = renderWithProviders(<Page fetch={pages(5)} />);
  await rowOf("row 0");
  const sorted: string[] = [];
  for (let click = 0; click < 3; click += 1) {
    await user.click(screen.getByRole("button", { name: "Volume" }));
    await waitFor(() => expect(screen.getByRole("grid")).toHaveAttribute("aria-busy", "false"));
    sorted.push(`${router.state.location.search} ${screen.getByRole("columnheader", { name: /^Volume/ }).getAttribute("aria-sort") ?? ""}`);
  }
  expect(sorted).toEqual(["?ordering=-volume descending", "?ordering=volume ascending", " none"]);
});

test("details are in the address and follow the row", async () => {
  const { user, router } = renderWithProviders(<Page fetch={pages(50)} panel={(row) => <p>Details of {row.name}</p>} />, { at: "/?panel=id-2" });
  expect(await screen.findByText("Details of row 2")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Next row" }));
  expect(await screen.findByText("Details of row 3")).toBeInTheDocument();
  expect(router.state.location.search).toBe("?panel=id-3");
  await user.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByText("Details of row 3")).toBeNull());
  expect(router.state.location.search).toBe("");
});

test("nothing at all, nothing that matches, and no answer each have their own face", async () => {
  const first = renderWithProviders(<Page fetch={pages(0)} />);
  expect(await screen.findByText("Nothing here yet")).toBeInTheDocument();
  first.unmount();

  const second = renderWithProviders(<Page fetch={pages(5)} />, { at: "/?q=none" });
  await second.user.click(await screen.findByRole("button", { name: "Clear filters and search" }));
  expect(await rowOf("row 0")).toBeInTheDocument();
  expect(screen.getByLabelText("Search items")).toHaveValue("");
  second.unmount();

  let isBroken = true;
  const third = renderWithProviders(<Page fetch={(params) => (isBroken ? Promise.reject(new ApiError("The server could not answer.", { status: 500 })) : pages(5)(params))} />);
  const again = await screen.findByRole("button", { name: "Try again" });
  isBroken = false;
  await third.user.click(again);
  expect(await rowOf("row 0")).toBeInTheDocument();
});

test("a column is widened and hidden by keyboard, and stays so", async () => {
  const first = renderWithProviders(<Page fetch={pages(5)} />);
  await rowOf("row 0");
  const handle = screen.getByRole("separator", { name: "Width of Volume" });
  handle.focus();
  await first.user.keyboard("{ArrowRight}{ArrowRight}");
  expect(screen.getByRole("separator", { name: "Width of Volume" })).toHaveAttribute("aria-valuenow", "132");
  first.unmount();
  const second = renderWithProviders(<Page fetch={pages(5)} />);
  await rowOf("row 0");
  expect(screen.getByRole("separator", { name: "Width of Volume" })).toHaveAttribute("aria-valuenow", "132");
  await second.user.click(screen.getByRole("button", { name: "Columns and row height" }));
  await second.user.click(screen.getByRole("checkbox", { name: "Volume" }));
  await waitFor(() => expect(document.querySelector("[role=grid]")).toHaveAttribute("aria-colcount", "2"));
});
