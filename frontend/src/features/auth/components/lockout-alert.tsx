import { Alert } from "@/shared/ui/alert";

import { duration } from "./use-lockout";

/** Announced once; the seconds count down for the eyes only. */
export function LockoutAlert({ seconds }: { seconds: number }) {
  if (seconds <= 0) return null;
  return (
    <Alert tone="warning" title="Too many tries">
      Please wait before the next one, or set a new password. <span aria-hidden="true">You can try again in {duration(seconds)}.</span>
    </Alert>
  );
}
