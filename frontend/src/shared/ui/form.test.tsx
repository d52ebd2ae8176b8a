import { screen, waitFor } from "@testing-library/react";
import { useForm } from "react-hook-form";
import { expect, it, vi } from "vitest";

import { ApiError } from "@/shared/api/errors";
import { renderWithProviders } from "../../../tests/support/render";

import { Button } from "./button";
import { Form, FormField } from "./form";
import { Input } from "./input";

interface Values {
  name: string;
  topics: string[];
}

function Sample({ onSubmit, error }: { onSubmit: (values: Values) => unknown; error?: unknown }) {
  const form = useForm<Values>({ defaultValues: { name: "Home coffee", topics: [] } });
  return (
    <Form form={form} onSubmit={onSubmit} error={error}>
      <FormField control={form.control} name="name" label="Name" hint="Shown in the menu.">
        {(field) => <Input {...field} />}
      </FormField>
      <FormField control={form.control} name="topics" label="Topics">
        {({ ref, name }) => <Input ref={ref} name={name} />}
      </FormField>
      <Button type="submit" loading={form.formState.isSubmitting}>
        Save site
      </Button>
    </Form>
  );
}

const refusal = (fields: Record<string, string[]>, facts: { status?: number; requestId?: string } = {}) => new ApiError("The site could not be saved.", { status: 400, fields, ...facts });

it("puts the server's messages at their fields, keeps what was typed and moves the focus there", async () => {
  const { user } = renderWithProviders(<Sample onSubmit={() => Promise.reject(refusal({ name: ["Another site has this name."] }))} />);
  await user.type(screen.getByLabelText("Name"), " club");
  await user.click(screen.getByRole("button", { name: "Save site" }));
  const name = await screen.findByRole("textbox", { name: "Name", description: "Another site has this name. Shown in the menu." });
  expect(name).toBeInvalid();
  expect(name).toHaveValue("Home coffee club");
  expect(name).toHaveFocus();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

it("gives an error inside a list to the list, and shows above the form what has no field", async () => {
  const { user } = renderWithProviders(<Sample onSubmit={() => Promise.reject(refusal({ "topics.3": ["Too long."], plan: ["The plan allows no more sites."] }))} />);
  await user.click(screen.getByRole("button", { name: "Save site" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The plan allows no more sites.");
  expect(screen.getByLabelText("Topics")).toHaveAccessibleDescription("Too long.");
});

it("shows the sentence and the reference of a fault of the server, and forgets them with the next try", async () => {
  const submit = vi.fn().mockRejectedValueOnce(refusal({}, { status: 500, requestId: "req-17" })).mockResolvedValueOnce(undefined);
  const { user } = renderWithProviders(<Sample onSubmit={submit} />);
  await user.click(screen.getByRole("button", { name: "Save site" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The site could not be saved.");
  expect(screen.getByRole("button", { name: "Copy reference req-17" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Save site" }));
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
  expect(submit).toHaveBeenCalledTimes(2);
});

it("takes no second submit while the first is on its way, and keeps the focus on the button", async () => {
  let finish = (): void => undefined;
  const submit = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const { user } = renderWithProviders(<Sample onSubmit={submit} />);
  const button = screen.getByRole("button", { name: "Save site" });
  await user.click(button);
  await waitFor(() => expect(button).toHaveAttribute("aria-busy", "true"));
  await user.click(button);
  expect(button).toHaveFocus();
  expect(submit).toHaveBeenCalledTimes(1);
  finish();
  await waitFor(() => expect(button).not.toHaveAttribute("aria-busy"));
});

it("shows a refusal that a mutation brings", async () => {
  renderWithProviders(<Sample onSubmit={() => undefined} error={refusal({ name: ["Is taken."] })} />);
  expect(await screen.findByText("Is taken.")).toBeInTheDocument();
});
