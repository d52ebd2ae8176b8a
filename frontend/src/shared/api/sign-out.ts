import { api } from "./client";
import { forget, useSession } from "./session";

/** End this sign-in, or all of them, in every tab. What the server says does not keep anybody signed in here. */
export async function signOut({ everywhere = false } = {}): Promise<void> {
  try {
    if (everywhere) await api.POST("/api/v1/auth/logout-all/");
    else if (useSession.getState().status === "signed-in") await api.POST("/api/v1/auth/logout/", { body: {} });
  } catch (error) {
    // "Everywhere" must not seem done when it is not.
    if (everywhere) throw error;
  }
  forget();
}
