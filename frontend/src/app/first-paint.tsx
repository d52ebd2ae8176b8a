import { maySignInSilently } from "@/shared/api/session";

import { FrameSkeleton } from "./frame/frame-skeleton";

/** While the first page's own part is loaded. Who will have to sign in is not shown a frame first. */
export function FirstPaint() {
  return maySignInSilently() ? <FrameSkeleton /> : null;
}
