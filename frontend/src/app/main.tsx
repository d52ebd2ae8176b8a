import "@/shared/styles/index.css";

import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";

import { makeQueryClient } from "@/shared/api/query-client";

import { Providers } from "./providers";
import { makeRouter } from "./router";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root.");

// As a transition the first picture is made in slices, so that a slow phone can scroll and tap meanwhile.
startTransition(() => {
  createRoot(root).render(
    <Providers client={makeQueryClient()}>
      <RouterProvider router={makeRouter()} />
    </Providers>,
  );
});
