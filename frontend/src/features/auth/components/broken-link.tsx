import type { ReactNode } from "react";

import { Alert } from "@/shared/ui/alert";

import { AuthLayout } from "./auth-layout";

/** The address came without its token: cut off by a mail program, or typed. */
export function BrokenLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AuthLayout title={title}>
      <Alert tone="warning" title="The link is incomplete">
        Open it from the mail once more, or copy the whole address.
      </Alert>
      <p>{children}</p>
    </AuthLayout>
  );
}
