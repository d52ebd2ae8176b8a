import { QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { createMemoryRouter, type RouteObject, RouterProvider } from "react-router";

import { makeQueryClient } from "@/shared/api/query-client";
import { UiProviders } from "@/shared/ui/providers";

export interface RenderOptions {
  /** Where it begins. */
  at?: string;
  /** The address the component is at, with its parameters, for instance `/sites/:site/planner/keywords`; any address without it. */
  path?: string;
  /** Other addresses, to see where something leads. */
  routes?: RouteObject[];
  client?: ReturnType<typeof makeQueryClient>;
}

export interface Rendered extends RenderResult {
  user: UserEvent;
  client: ReturnType<typeof makeQueryClient>;
  router: ReturnType<typeof createMemoryRouter>;
}

/** A client as the application's, but quick to give up. */
export function makeTestClient(): ReturnType<typeof makeQueryClient> {
  const client = makeQueryClient();
  const usual = client.getDefaultOptions();
  client.setDefaultOptions({ ...usual, queries: { ...usual.queries, retry: false } });
  return client;
}

/** Render something with all it has around it in the application. */
export function renderWithProviders(ui: ReactNode, { at = "/", path = "*", routes = [], client = makeTestClient() }: RenderOptions = {}): Rendered {
  const user = userEvent.setup();
  const router = createMemoryRouter([{ path, element: <UiProviders>{ui}</UiProviders> }, ...routes], { initialEntries: [at] });
  const result = render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { ...result, user, client, router };
}
