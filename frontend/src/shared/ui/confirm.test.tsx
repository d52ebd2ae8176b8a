import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { renderWithProviders } from "../../../tests/support/render";

import { Button } from "./button";
import { type ConfirmOptions, useConfirm } from "./confirm";
import { Menu, MenuItem } from "./menu";

function Sample({ options, onAnswer, inMenu = false }: { options: ConfirmOptions; onAnswer: (yes: boolean) => void; inMenu?: boolean }) {
  const confirm = useConfirm();
  const ask = () => void confirm(options).then(onAnswer);
  if (inMenu) return <Menu trigger={<Button>Actions</Button>} items={<MenuItem onSelect={ask}>Delete…</MenuItem>} />;
  return <Button onClick={ask}>Delete</Button>;
}

const destroy: ConfirmOptions = { title: "Delete Home coffee?", body: "This cannot be undone.", confirm: "Delete site", danger: true, typed: "home-coffee" };

it("lets go on only when the word is typed", async () => {
  const answer = vi.fn();
  const { user } = renderWithProviders(<Sample options={destroy} onAnswer={answer} />);
  await user.click(screen.getByRole("button", { name: "Delete" }));
  const dialog = await screen.findByRole("alertdialog", { name: "Delete Home coffee?", description: "This cannot be undone." });
  expect(dialog).toBeInTheDocument();
  const field = screen.getByLabelText("Type “home-coffee” to go on");
  expect(field).toHaveFocus();
  await user.keyboard("home-cofe{Enter}");
  expect(screen.getByRole("button", { name: "Delete site" })).toBeDisabled();
  expect(answer).not.toHaveBeenCalled();
  await user.clear(field);
  await user.keyboard("home-coffee{Enter}");
  await waitFor(() => expect(answer).toHaveBeenCalledExactlyOnceWith(true));
});

it("takes Esc for no and gives the focus back", async () => {
  const answer = vi.fn();
  const { user } = renderWithProviders(<Sample options={{ title: "Discard the draft?", confirm: "Discard draft", danger: true }} onAnswer={answer} />);
  await user.click(screen.getByRole("button", { name: "Delete" }));
  expect(await screen.findByRole("button", { name: "Cancel" })).toHaveFocus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(answer).toHaveBeenCalledExactlyOnceWith(false));
  await waitFor(() => expect(screen.getByRole("button", { name: "Delete" })).toHaveFocus());
});

it("gives the focus back to the menu's button when it was asked from a menu", async () => {
  const { user } = renderWithProviders(<Sample options={destroy} onAnswer={vi.fn()} inMenu />);
  await user.click(screen.getByRole("button", { name: "Actions" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  await user.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Actions" })).toHaveFocus());
});
