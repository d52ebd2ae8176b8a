/** Every piece of the interface on one page, at /kit.html of the development server. Not part of the built dashboard. */
import "@/shared/styles/index.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createMemoryRouter, RouterProvider } from "react-router";

import { makeQueryClient } from "@/shared/api/query-client";
import { useView } from "@/shared/stores/view";
import { Page } from "@/shared/ui/page";
import { UiProviders } from "@/shared/ui/providers";
import { Segmented } from "@/shared/ui/segmented";
import { Tabs } from "@/shared/ui/tabs";

import { Controls } from "./kit-controls";
import { Figures } from "./kit-figures";
import { Layers } from "./kit-layers";
import { States } from "./kit-states";

function Kit() {
  const { theme, setTheme } = useView();
  return (
    <UiProviders>
      <main>
        <Page
          title="Interface"
          description="Every piece the dashboard is made of, in all its states."
          actions={
            <Segmented
              aria-label="Theme"
              value={theme}
              onValueChange={setTheme}
              options={[
                { value: "light", label: "Light" },
                { value: "dark", label: "Dark" },
                { value: "system", label: "System" },
              ]}
            />
          }
          tabs={
            <Tabs
              aria-label="Parts"
              items={[
                { value: "kit", label: "Everything", to: "/", end: true, count: 42 },
                { value: "other", label: "Another page", to: "/other", count: 1234 },
              ]}
            />
          }
        >
          <div className="grid gap-10 pb-16">
            <Controls />
            <Figures />
            <Layers />
            <States />
          </div>
        </Page>
      </main>
    </UiProviders>
  );
}

const router = createMemoryRouter([{ path: "*", element: <Kit /> }]);
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
