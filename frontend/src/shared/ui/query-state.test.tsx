import { useQuery } from "@tanstack/react-query";
import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ApiError } from "@/shared/api/errors";
import { renderWithProviders } from "../../../tests/support/render";

import { QueryState } from "./query-state";

const fault = (status: number, requestId = "") => new ApiError("The server could not answer.", { status, requestId });

function Sample({ ask }: { ask: () => Promise<string[]> }) {
  const query = useQuery({ queryKey: ["sample"], queryFn: ask });
  return (
    <QueryState query={query} skeleton={<p>Coming</p>} empty={<p>Nothing yet</p>} notFound="This cluster was not found">
      {(items) => <p>{items.join(", ")}</p>}
    </QueryState>
  );
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("shows the skeleton, then what came", async () => {
  renderWithProviders(<Sample ask={() => Promise.resolve(["espresso", "latte"])} />);
  expect(screen.getByText("Coming")).toBeInTheDocument();
  await pass(1);
  expect(screen.getByText("espresso, latte")).toBeInTheDocument();
});

it("shows the empty state for an empty list", async () => {
  renderWithProviders(<Sample ask={() => Promise.resolve([])} />);
  await pass(1);
  expect(screen.getByText("Nothing yet")).toBeInTheDocument();
});

it("counts down and tries again by itself, without falling back to the skeleton", async () => {
  const ask = vi.fn<() => Promise<string[]>>().mockRejectedValueOnce(fault(503)).mockRejectedValueOnce(fault(503)).mockResolvedValue(["espresso"]);
  renderWithProviders(<Sample ask={ask} />);
  await pass(1);
  expect(screen.getByRole("alert")).toHaveTextContent("Trying again in 5 s");
  await pass(2100);
  expect(screen.getByRole("alert")).toHaveTextContent("Trying again in 3 s");
  await pass(3100);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(screen.queryByText("Coming")).not.toBeInTheDocument();
  expect(screen.getByRole("alert")).toBeInTheDocument();
  await pass(5500);
  expect(screen.getByText("espresso")).toBeInTheDocument();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

it("tries at once when the browser is online again", async () => {
  const ask = vi.fn<() => Promise<string[]>>().mockRejectedValueOnce(fault(0)).mockResolvedValue(["espresso"]);
  renderWithProviders(<Sample ask={ask} />);
  await pass(1);
  expect(screen.getByRole("alert")).toHaveTextContent("No connection");
  globalThis.dispatchEvent(new Event("online"));
  await pass(1);
  expect(screen.getByText("espresso")).toBeInTheDocument();
});

it("tries at once when another request gets through", async () => {
  const ask = vi.fn<() => Promise<string[]>>().mockRejectedValueOnce(fault(502)).mockResolvedValue(["espresso"]);
  const { client } = renderWithProviders(<Sample ask={ask} />);
  await pass(1);
  await act(() => client.query({ queryKey: ["other"], queryFn: () => Promise.resolve(1) }));
  await pass(1);
  expect(screen.getByText("espresso")).toBeInTheDocument();
});

it("keeps what it has under a notice when asking again fails", async () => {
  const ask = vi.fn<() => Promise<string[]>>().mockResolvedValueOnce(["espresso"]).mockRejectedValueOnce(fault(500, "req-9")).mockResolvedValue(["latte"]);
  const { client } = renderWithProviders(<Sample ask={ask} />);
  await pass(1);
  await act(() => client.invalidateQueries({ queryKey: ["sample"] }));
  await pass(1);
  expect(screen.getByText("espresso")).toBeInTheDocument();
  expect(screen.getByRole("alert")).toHaveTextContent("This may be out of date");
  await pass(5500);
  expect(screen.getByText("latte")).toBeInTheDocument();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

it("says what was not found, and does not ask for it again", async () => {
  const ask = vi.fn<() => Promise<string[]>>().mockRejectedValue(fault(404));
  renderWithProviders(<Sample ask={ask} />);
  await pass(20_000);
  expect(screen.getByRole("heading", { name: "This cluster was not found" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Try again" })).not.toBeInTheDocument();
  expect(ask).toHaveBeenCalledTimes(1);
});
