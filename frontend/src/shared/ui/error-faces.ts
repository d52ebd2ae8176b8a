import { CircleSlash, CloudOff, Coins, FileQuestion, GitCompareArrows, Hourglass, LogIn, type LucideIcon, ShieldAlert, TriangleAlert } from "lucide-react";

import type { ApiError, ErrorKind } from "@/shared/api/errors";

export interface ErrorFace {
  icon: LucideIcon;
  title: string;
  /** What to do now. */
  cure: string;
  /** The server's own sentence says more than ours. */
  showsMessage: boolean;
}

const FACES: Record<ErrorKind, ErrorFace> = {
  offline: { icon: CloudOff, title: "No connection", cure: "The server cannot be reached. Nothing was lost, and this page goes on as soon as the connection is back.", showsMessage: false },
  unavailable: { icon: CloudOff, title: "IGNY8 is away for a moment", cure: "It is being updated or restarted. This page goes on by itself.", showsMessage: false },
  throttled: { icon: Hourglass, title: "A lot at once", cure: "There were more requests than are allowed in a minute. This page goes on by itself.", showsMessage: false },
  "signed-out": { icon: LogIn, title: "Signed out", cure: "Sign in again to go on where this was.", showsMessage: false },
  "not-allowed": { icon: ShieldAlert, title: "This needs other rights", cure: "Owners and administrators of the account can do it, or can give the right in Settings, Users.", showsMessage: true },
  "not-found": { icon: FileQuestion, title: "Not found", cure: "It may have been deleted or moved, or it belongs to a site that is not shared with this account.", showsMessage: false },
  conflict: { icon: GitCompareArrows, title: "Changed by somebody else", cure: "Reload to see what it is like now.", showsMessage: true },
  "no-credits": { icon: Coins, title: "Not enough credits", cure: "Nothing was charged. Get more credits, or choose less to do.", showsMessage: true },
  invalid: { icon: CircleSlash, title: "This cannot be shown", cure: "Going back and choosing again may help.", showsMessage: true },
  server: { icon: TriangleAlert, title: "Something went wrong on our side", cure: "Nothing was lost. Trying again often helps; if it does not, quote the reference below to support.", showsMessage: false },
};

const BROKEN_PAGE: ErrorFace = { icon: TriangleAlert, title: "Something went wrong in this page", cure: "Reloading the page often helps. Nothing that was saved is lost.", showsMessage: false };

export function faceOf(error: ApiError): ErrorFace {
  return error.code === "CLIENT" ? BROKEN_PAGE : FACES[error.kind];
}
