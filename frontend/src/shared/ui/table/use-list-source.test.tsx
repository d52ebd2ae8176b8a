import { act, renderHook, waitFor } from "@testing-library/react";
import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { expect, test, vi } from "vitest";

import { ApiError } from "@/shared/api/errors";

import { makeTestClient } from "../../../../tests/support/render";
import type { FilterDef, ListPage } from "./types";
import { useListSource } from "./use-list-source";

interface Item {
  id: string;
  name: string;
}
const FILTERS: FilterDef[] = [{ id: "status", label: "Status", kind: "text" }];
const rowId = (row: Item) => row.id;
const TOTAL = 1000;

/** Rows named after their place and the status asked for, so that a test sees whose they are. */
function answer(params: Record<string, string>): ListPage<Item> {
  const start = (Number(params.page) - 1) * 200;
  const status = params.status ?? "any";
  return { results: Array.from({ length: Math.min(200, TOTAL - start) }, (_, at) => ({ id: `${status}-${start + at}`, name: `row ${start + at}` })), count: TOTAL, count_is_exact: true };
}

function list(fetch: (params: Record<string, string>) => Promise<ListPage<Item>>) {
  const client = makeTestClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <MemoryRouter>{children}</MemoryRouter>
    </QueryClientProvider>
  );
  return renderHook(() => useListSource<Item>({ key: ["items", "site"], fetch, base: { site_id: "site", sector_id: undefined }, filters: FILTERS, ordering: "-name", rowId }), { wrapper }).result;
}

const pagesOf = (fetch: ReturnType<typeof vi.fn>) => fetch.mock.calls.map(([params]) => (params as Record<string, string>).page);

test("only windows in view are asked for, and none that a fling passes", async () => {
  const fetch = vi.fn((params: Record<string, string>) => Promise.resolve(answer(params)));
  const source = list(fetch);
  expect(source.current.isLoading).toBe(true);
  await waitFor(() => expect(source.current.count).toBe(TOTAL));
  expect(fetch.mock.calls[0]?.[0]).toEqual({ site_id: "site", ordering: "-name", page: "1", page_size: "200", count: "exact" });
  act(() => {
    for (let row = 0; row <= 780; row += 60) source.current.setRange(row, row + 30);
  });
  expect(source.current.stateAt(790)).toBe("loading");
  await waitFor(() => expect(source.current.rowAt(790)?.name).toBe("row 790"));
  expect(pagesOf(fetch)).toEqual(["1", "4", "5"]);
  expect(source.current.rowAt(0)?.name).toBe("row 0");
  expect(source.current.rowAt(250)).toBeUndefined();
});

test("old rows stay until those of new filters are there", async () => {
  let release: () => void = () => undefined;
  const source = list((params) => (params.status === undefined ? Promise.resolve(answer(params)) : new Promise((resolve) => (release = () => resolve(answer(params))))));
  await waitFor(() => expect(source.current.count).toBe(TOTAL));
  await act(async () => {
    source.current.query.setFilter("status", "new");
    await Promise.resolve();
  });
  expect(source.current.isRefreshing).toBe(true);
  expect(source.current.rowAt(3)?.id).toBe("any-3");
  act(() => release());
  await waitFor(() => expect(source.current.rowAt(3)?.id).toBe("new-3"));
  expect(source.current.isRefreshing).toBe(false);
  expect(source.current.params).toEqual({ site_id: "site", status: "new", ordering: "-name" });
});

test("a window that fails leaves the others, and can be asked for again", async () => {
  let isBroken = true;
  const source = list((params) => (params.page === "2" && isBroken ? Promise.reject(new ApiError("No.", { status: 400 })) : Promise.resolve(answer(params))));
  await waitFor(() => expect(source.current.count).toBe(TOTAL));
  act(() => source.current.setRange(190, 230));
  await waitFor(() => expect(source.current.stateAt(200)).toBe("failed"));
  expect(source.current.error).toBeNull();
  expect(source.current.rowAt(199)?.name).toBe("row 199");
  isBroken = false;
  act(() => source.current.retry());
  await waitFor(() => expect(source.current.rowAt(200)?.name).toBe("row 200"));
});

test("when the first window fails there is nothing to show but the error", async () => {
  const source = list(() => Promise.reject(new ApiError("No.", { status: 403 })));
  await waitFor(() => expect(source.current.error).toBeInstanceOf(ApiError));
  expect(source.current.isLoading).toBe(false);
});

test("rows change and go before the server has answered, and come back", async () => {
  const source = list((params) => Promise.resolve(answer(params)));
  await waitFor(() => expect(source.current.count).toBe(TOTAL));
  let undo: () => void = () => undefined;
  act(() => void (undo = source.current.patchRow("any-5", { name: "changed" })));
  expect(source.current.rowAt(5)?.name).toBe("changed");
  act(() => undo());
  expect(source.current.rowAt(5)?.name).toBe("row 5");

  let restore: () => void = () => undefined;
  act(() => void (restore = source.current.removeRows(["any-2", "any-4"])));
  expect(source.current.count).toBe(TOTAL - 2);
  expect([1, 2, 3, 4].map((at) => source.current.rowAt(at)?.id)).toEqual(["any-1", "any-3", "any-5", "any-6"]);
  expect(source.current.indexOf("any-6")).toBe(4);
  expect(source.current.indexOf("any-4")).toBe(-1);
  act(() => restore());
  expect(source.current.rowAt(2)?.id).toBe("any-2");
});

test("all rows are read in order for an export, waiting out a passing fault", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 200 });
  let faults = 2;
  const source = list((params) => (params.page === "3" && faults-- > 0 ? Promise.reject(new ApiError("Busy.", { status: 429, retryAfter: 1 })) : Promise.resolve(answer(params))));
  await waitFor(() => expect(source.current.count).toBe(TOTAL));
  const seen: number[] = [];
  const rows = await source.current.load(150, 950, { onProgress: (loaded) => seen.push(loaded) });
  expect(rows.map((row) => row.name)).toEqual(Array.from({ length: 801 }, (_, at) => `row ${150 + at}`));
  expect(seen.at(-1)).toBe(1000);
  vi.useRealTimers();
});
