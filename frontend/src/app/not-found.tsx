import { Compass } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";

export function NotFound({ title, body }: { title: string; body: ReactNode }) {
  return (
    <Page title={title}>
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        body={body}
        action={
          <Button asChild variant="primary">
            <Link to="/">Go to your site's home</Link>
          </Button>
        }
        secondary={
          <Button asChild variant="ghost">
            <Link to="/sites">Show all sites</Link>
          </Button>
        }
      />
    </Page>
  );
}

/** Inside the frame, for addresses that no page answers. */
export function NotFoundPage() {
  return <NotFound title="Page not found" body="The address may have been mistyped, or what it led to has been moved or removed." />;
}
