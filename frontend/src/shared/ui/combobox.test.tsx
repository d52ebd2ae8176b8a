import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";

import { ApiError } from "@/shared/api/errors";
import { renderWithProviders } from "../../../tests/support/render";

import { Combobox, type ComboOption, MultiSelect } from "./combobox";
import { Field } from "./field";

const DRINKS: ComboOption[] = [
  { value: "1", label: "Espresso" },
  { value: "2", label: "Flat white" },
  { value: "3", label: "Filter coffee", keywords: ["drip"] },
];

function One({ search }: { search?: (text: string) => Promise<ComboOption[]> }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <Field label="Drink">
      <Combobox value={value} onValueChange={setValue} clearable {...(search ? { search } : { options: DRINKS })} />
    </Field>
  );
}

it("is opened, searched and chosen from by keys alone", async () => {
  const { user } = renderWithProviders(<One />);
  await user.tab();
  const button = screen.getByRole("button", { name: "Drink" });
  expect(button).toHaveFocus();
  await user.keyboard("{Enter}");
  await user.keyboard("drip");
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  await user.keyboard("{Enter}");
  expect(button).toHaveTextContent("Filter coffee");
  await waitFor(() => expect(button).toHaveFocus());
  await user.keyboard("{Enter}{ArrowUp}{Enter}");
  expect(button).toHaveTextContent("Flat white");
  await user.click(screen.getByRole("button", { name: "Clear the choice" }));
  expect(button).toHaveTextContent("Choose");
});

it("asks the server once typing has stopped, and says when it cannot", async () => {
  const search = vi.fn((text: string) => (text === "boom" ? Promise.reject(new ApiError("No rights to search.", { status: 403 })) : Promise.resolve(DRINKS.filter((one) => one.label.toLowerCase().includes(text)))));
  const { user } = renderWithProviders(<One search={search} />);
  await user.click(screen.getByRole("button", { name: "Drink" }));
  expect(await screen.findAllByRole("option")).toHaveLength(3);
  await user.keyboard("flat");
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  expect(search.mock.calls.map(([text]) => text)).toEqual(["", "flat"]);
  await user.clear(screen.getByRole("combobox"));
  await user.keyboard("boom");
  expect(await screen.findByText("No rights to search.")).toBeInTheDocument();
});

function Several() {
  const [value, setValue] = useState<string[]>([]);
  return <MultiSelect aria-label="Drinks" value={value} onValueChange={setValue} options={DRINKS} />;
}

it("stays open for several choices and names them", async () => {
  const { user } = renderWithProviders(<Several />);
  const button = screen.getByRole("button", { name: "Drinks" });
  await user.click(button);
  await user.keyboard("{Enter}{ArrowDown}{Enter}");
  expect(button).toHaveTextContent("Espresso, Flat white");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(button).toHaveTextContent("3 chosen");
  await user.keyboard("{Enter}{Escape}");
  expect(button).toHaveTextContent("Espresso, Flat white");
});
