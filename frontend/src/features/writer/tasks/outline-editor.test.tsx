import { screen, within } from "@testing-library/react";
import { useReducer } from "react";
import { expect, test } from "vitest";

import { renderWithProviders } from "../../../../tests/support/render";

import { fromApi, reduceOutline } from "./outline";
import { OutlineEditor } from "./outline-editor";

function Editor() {
  const [sections, dispatch] = useReducer(reduceOutline, null, () => fromApi([{ heading: "One", points: ["a"] }, { heading: "Two" }]));
  return <OutlineEditor sections={sections} dispatch={dispatch} />;
}

const headings = () => screen.getAllByLabelText(/^Heading of section/).map((input) => (input as HTMLInputElement).value);
const points = () => screen.queryAllByLabelText(/^Point/).map((input) => (input as HTMLInputElement).value);

test("Alt with an arrow moves the section, the focus stays with it and its place is said", async () => {
  const { user } = renderWithProviders(<Editor />);
  await user.click(screen.getByLabelText("Heading of section 1"));
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(headings()).toEqual(["Two", "One"]);
  expect(screen.getByLabelText("Heading of section 2")).toHaveFocus();
  expect(screen.getByText("One: place 2 of 2")).toBeInTheDocument();
});

test("Enter adds a point to type into, Backspace in an empty one removes it", async () => {
  const { user } = renderWithProviders(<Editor />);
  await user.click(screen.getByDisplayValue("a"));
  await user.keyboard("{Enter}second");
  expect(points()).toEqual(["a", "second"]);
  await user.keyboard("{Enter}{Backspace}");
  expect(points()).toEqual(["a", "second"]);
  expect(screen.getByDisplayValue("second")).toHaveFocus();
});

test("several pasted lines become several points, without their bullets", async () => {
  const { user } = renderWithProviders(<Editor />);
  await user.click(screen.getByDisplayValue("a"));
  await user.clear(screen.getByDisplayValue("a"));
  await user.paste("- price\n- effort\n\n3. result");
  expect(points()).toEqual(["price", "effort", "result"]);
});

test("removing a section leaves the focus on its neighbour", async () => {
  const { user } = renderWithProviders(<Editor />);
  await user.click(within(screen.getAllByRole("listitem")[0] ?? document.body).getByRole("button", { name: "Remove the section" }));
  expect(headings()).toEqual(["Two"]);
  expect(screen.getByLabelText("Heading of section 1")).toHaveFocus();
});
