import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";

import { forget } from "@/shared/api/session";
import { meKeys, type Me } from "@/shared/entities/me";
import { Dialog } from "@/shared/ui/dialog";

import { SignInForm } from "./sign-in-form";

/** Over the page whose session ended: the page stays as it is; the frame asks again for what was refused meanwhile. */
export function SignInAgain() {
  const client = useQueryClient();
  const email = client.getQueryData<Me>(meKeys.all)?.email;
  return (
    <Dialog open onOpenChange={() => undefined} dismissable={false} size="sm" title="Your session ended" description="Sign in to go on; nothing typed is lost.">
      <SignInForm email={email} />
      <p className="mt-4 text-muted">
        Not {email ?? "you"}?{" "}
        <Link to="/sign-in" onClick={forget} className="text-accent underline-offset-3 hover:underline">
          Sign in as somebody else
        </Link>
      </p>
    </Dialog>
  );
}
