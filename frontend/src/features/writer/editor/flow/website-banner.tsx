/** What became of this text on the website it is on, where a person has to decide. */
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";

import { useDeskState } from "../use-desk";

export function WebsiteBanner({ canEdit }: { canEdit: boolean }) {
  const sync = useDeskState((state) => state.content.sync);
  const path = useSitePath();
  if (!sync) return null;
  const pages = `settings/integrations/${sync.integration_id}`;
  if (sync.state === "conflict") {
    const conflict = sync.conflict_id === null ? `${pages}/conflicts` : `${pages}/conflicts/${sync.conflict_id}`;
    return (
      <Alert tone="info" actions={<Way to={path(conflict)}>{canEdit ? "Choose what stays" : "See both texts"}</Way>}>
        This text was also changed on the website. Nothing is overwritten on either side until somebody chooses.
      </Alert>
    );
  }
  if (sync.state === "remote_deleted") {
    return (
      <Alert tone="info" actions={<Way to={path(`${pages}/deletions`)}>{canEdit ? "Decide about it" : "See what was deleted"}</Way>}>
        This text was deleted on the website. Nothing happens to it here until somebody decides.
      </Alert>
    );
  }
  return null;
}

function Way({ to, children }: { to: string; children: string }) {
  return (
    <Button asChild size="sm">
      <Link to={to}>{children}</Link>
    </Button>
  );
}
