import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { useSession } from "@/shared/api/session";

import { renderWithProviders } from "../../../tests/support/render";
import { on, one, refusal, startServer } from "../../../tests/support/server";
import { safeNext } from "./next";
import { SignInPage } from "./pages/sign-in";
import { SignUpPage } from "./pages/sign-up";

const server = startServer();

beforeEach(() => {
  localStorage.clear();
  useSession.setState({ status: "signed-out" });
});

async function signIn({ user }: ReturnType<typeof renderWithProviders>) {
  await user.type(screen.getByLabelText("E-mail"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "analytical");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

describe("sign in", () => {
  it("goes on to where somebody wanted to go", async () => {
    let body: unknown;
    server.use(
      on.post("/auth/login/", async ({ request }) => {
        body = await request.json();
        return one({ access: "a", expires_in: 900, refresh: null, user: {} });
      }),
    );
    const page = renderWithProviders(<SignInPage />, { at: "/sign-in?next=%2Fsites%2Fcoffee%2Frun%3Fpanel%3D1", path: "/sign-in", routes: [{ path: "/sites/*", element: <p>The page</p> }] });
    await signIn(page);
    expect(await screen.findByText("The page")).toBeVisible();
    expect(page.router.state.location).toMatchObject({ pathname: "/sites/coffee/run", search: "?panel=1" });
    expect(body).toEqual({ email: "ada@example.org", password: "analytical", cookie: true });
  });

  it("says at the password that it is wrong, and keeps what was typed", async () => {
    server.use(on.post("/auth/login/", () => refusal(401, { error: "E-mail address or password is wrong.", code: "CREDENTIALS_WRONG" })));
    await signIn(renderWithProviders(<SignInPage />, { at: "/sign-in" }));
    const password = screen.getByLabelText("Password");
    await waitFor(() => expect(password).toBeInvalid());
    expect(password).toHaveAccessibleDescription(/is wrong/);
    expect(password).toHaveFocus();
    expect(screen.getByLabelText("E-mail")).toHaveValue("ada@example.org");
  });

  it("counts down a lock and lets nobody try before its end", async () => {
    server.use(on.post("/auth/login/", () => refusal(429, { code: "SIGN_IN_LOCKED", retryAfter: 65 })));
    await signIn(renderWithProviders(<SignInPage />, { at: "/sign-in" }));
    expect(await screen.findByText(/You can try again in 1 min [0-5] s/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Sign in" })).toBeDisabled();
  });

  it("says when the account is closed", async () => {
    server.use(on.post("/auth/login/", () => refusal(403, { error: "This account is suspended.", code: "ACCOUNT_SUSPENDED" })));
    await signIn(renderWithProviders(<SignInPage />, { at: "/sign-in" }));
    expect(await screen.findByText("This account is suspended.")).toBeVisible();
  });
});

describe("sign up", () => {
  it("shows each refusal at its field, and goes straight to the set-up when all is well", async () => {
    let tries = 0;
    server.use(
      on.post("/auth/register/", () => {
        tries += 1;
        return tries === 1 ? refusal(400, { fields: { password: ["This password is too common."] } }) : one({ access: "a", expires_in: 900, refresh: null, user: {} }, { status: 201 });
      }),
    );
    const page = renderWithProviders(<SignUpPage />, { at: "/sign-up", path: "/sign-up", routes: [{ path: "/welcome", element: <p>Welcome</p> }] });
    await page.user.type(screen.getByLabelText("Your name"), "Ada");
    await page.user.type(screen.getByLabelText("Account name"), "Engines");
    await page.user.type(screen.getByLabelText("E-mail"), "ada@example.org");
    await page.user.type(screen.getByLabelText("Password"), "password12");
    await page.user.click(screen.getByRole("button", { name: "Create account" }));
    await waitFor(() => expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(/too common/));
    expect(screen.getByLabelText("Account name")).toHaveValue("Engines");
    await page.user.click(screen.getByRole("button", { name: "Create account" }));
    expect(await screen.findByText("Welcome")).toBeVisible();
  });
});

describe("where to go next", () => {
  it.each([
    ["/sites/a?b=1#c", "/sites/a?b=1#c"],
    [null, "/"],
    ["https://elsewhere.example/", "/"],
    ["//elsewhere.example/", "/"],
    ["/\\elsewhere.example/", "/"],
    ["javascript:alert(1)", "/"],
  ])("%s leads to %s", (next, expected) => expect(safeNext(next)).toBe(expected));
});
