import { screen, waitFor } from "@testing-library/react";
import { toast as sonner } from "sonner";
import { afterEach, expect, it, vi } from "vitest";

import { ApiError } from "@/shared/api/errors";
import { renderWithProviders } from "../../../tests/support/render";

import { undoable } from "./toast";

afterEach(() => {
  sonner.dismiss();
});

it("does it, and takes it back once when asked to", async () => {
  const [run, undo] = [vi.fn(() => Promise.resolve()), vi.fn(() => Promise.resolve())];
  const { user } = renderWithProviders(<p>Page</p>);
  expect(await undoable({ message: "3 keywords archived", run, undo })).toBe(true);
  expect(await screen.findByText("3 keywords archived")).toBeInTheDocument();
  await user.dblClick(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Undone")).toBeInTheDocument();
  expect(run).toHaveBeenCalledOnce();
  expect(undo).toHaveBeenCalledOnce();
});

it("says why it could not be done, and offers nothing to undo", async () => {
  renderWithProviders(<p>Page</p>);
  const undo = vi.fn(() => Promise.resolve());
  expect(await undoable({ message: "2 ideas rejected", run: () => Promise.reject(new ApiError("Viewers cannot reject ideas.", { status: 403 })), undo })).toBe(false);
  expect(await screen.findByText("Viewers cannot reject ideas.")).toBeInTheDocument();
  expect(screen.queryByText("2 ideas rejected")).not.toBeInTheDocument();
});

it("says when it could not be taken back", async () => {
  const { user } = renderWithProviders(<p>Page</p>);
  await undoable({ message: "Task cancelled", run: () => Promise.resolve(), undo: () => Promise.reject(new ApiError("It has begun.", { status: 409 })) });
  await screen.findByText("Task cancelled");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(screen.getByText("This could not be undone.")).toBeInTheDocument());
  expect(screen.getByText("It has begun.")).toBeInTheDocument();
});
