import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { Link } from "react-router";
import { afterEach, expect, test } from "vitest";

import { renderWithProviders } from "../../../tests/support/render";
import { useUnsaved } from "./use-unsaved";

afterEach(() => localStorage.clear());

function Editor() {
  const [saved, setSaved] = useState("");
  const [text, setText] = useState("");
  const { draft, discardDraft } = useUnsaved({ id: "content.1", value: text, isDirty: text !== saved });
  return (
    <>
      <textarea aria-label="Text" value={text} onChange={(event) => setText(event.target.value)} />
      <button onClick={() => setSaved(text)}>Save</button>
      <Link to="/away">Away</Link>
      <Link to="?panel=2">Panel</Link>
      {draft === null ? null : (
        <button
          onClick={() => {
            setText(draft.value);
            discardDraft();
          }}
        >
          Restore {draft.value}
        </button>
      )}
    </>
  );
}

const open = () => renderWithProviders(<Editor />, { at: "/edit", path: "/edit", routes: [{ path: "/away", element: <p>Elsewhere</p> }] });
const warns = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

test("leaving asks, staying keeps the page and what was typed", async () => {
  const { user } = open();
  await user.click(screen.getByText("Panel"));
  expect(warns()).toBe(false);
  await user.type(screen.getByLabelText("Text"), "hello");
  expect(warns()).toBe(true);
  await user.click(screen.getByText("Panel"));
  expect(screen.queryByRole("alertdialog")).toBeNull();
  await user.click(screen.getByText("Away"));
  await user.click(await screen.findByRole("button", { name: "Stay here" }));
  expect(screen.getByLabelText("Text")).toHaveValue("hello");
});

test("leaving without saving keeps a draft, which can be restored", async () => {
  const first = open();
  await first.user.type(screen.getByLabelText("Text"), "hello");
  await first.user.click(screen.getByText("Away"));
  await first.user.click(await screen.findByRole("button", { name: "Leave without saving" }));
  expect(await screen.findByText("Elsewhere")).toBeVisible();
  first.unmount();

  const second = open();
  await second.user.click(await screen.findByRole("button", { name: "Restore hello" }));
  expect(screen.getByLabelText("Text")).toHaveValue("hello");
  expect(screen.queryByRole("button", { name: "Restore hello" })).toBeNull();
});

test("saving removes the draft and the question", async () => {
  const { user } = open();
  await user.type(screen.getByLabelText("Text"), "hello");
  await waitFor(() => expect(localStorage.getItem("igny8.draft.content.1")).toContain("hello"));
  await user.click(screen.getByText("Save"));
  expect(localStorage.getItem("igny8.draft.content.1")).toBeNull();
  expect(warns()).toBe(false);
  await act(() => user.click(screen.getByText("Away")));
  expect(await screen.findByText("Elsewhere")).toBeVisible();
});
