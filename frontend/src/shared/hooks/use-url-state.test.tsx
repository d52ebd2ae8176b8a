import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, test } from "vitest";

import { urlChoice, urlFlag, urlList, urlNumber, urlText, useUrlState } from "./use-url-state";

const SCHEMA = { intent: urlList(), q: urlText(), view: urlChoice(["list", "map"], "list"), near: urlNumber(), open: urlFlag() };

function at(address: string) {
  let router: ReturnType<typeof createMemoryRouter> | undefined;
  const wrapper = ({ children }: { children: ReactNode }) => {
    router ??= createMemoryRouter([{ path: "*", element: children }], { initialEntries: [address] });
    return <RouterProvider router={router} />;
  };
  // The route's element is made once; what it shows is the hook's own business.
  const { result } = renderHook(() => useUrlState(SCHEMA), { wrapper });
  return { result, location: () => router?.state.location.search ?? "", back: () => act(async () => router?.navigate(-1)) };
}

const change = (work: () => void) =>
  act(async () => {
    work();
    await Promise.resolve();
  });

test("what is set is read back, and fallbacks leave no trace", async () => {
  const { result, location } = at("/keywords");
  expect(result.current[0]).toEqual({ intent: [], q: "", view: "list", near: null, open: false });
  await change(() => result.current[1]({ intent: ["commercial", "local"], q: "moka & pot", view: "map", near: 2.5, open: true }));
  expect(location()).toBe("?intent=commercial,local&q=moka+%26+pot&view=map&near=2.5&open=1");
  expect(result.current[0]).toEqual({ intent: ["commercial", "local"], q: "moka & pot", view: "map", near: 2.5, open: true });
  await change(() => result.current[1]({ intent: [], q: "", view: "list", near: null, open: false }));
  expect(location()).toBe("");
});

test("parameters it does not know stay, and values that mean nothing are the fallback", async () => {
  const { result, location } = at("/keywords?sector=s1&view=globe&near=far");
  expect(result.current[0].view).toBe("list");
  expect(result.current[0].near).toBeNull();
  await change(() => result.current[1]({ q: "tea" }));
  expect(new URLSearchParams(location()).get("sector")).toBe("s1");
});

test("two changes in one handler become one step, and neither undoes the other", async () => {
  const { result, location, back } = at("/keywords");
  await change(() => {
    result.current[1]({ q: "tea" });
    result.current[1]({ view: "map" });
  });
  expect(location()).toBe("?q=tea&view=map");
  await back();
  expect(location()).toBe("");
});

test("replacing adds no step", async () => {
  const { result, location, back } = at("/keywords");
  await change(() => result.current[1]({ view: "map" }));
  await change(() => result.current[1]({ q: "t" }, { replace: true }));
  await change(() => result.current[1]({ q: "te" }, { replace: true }));
  expect(location()).toBe("?view=map&q=te");
  await back();
  expect(location()).toBe("");
});
