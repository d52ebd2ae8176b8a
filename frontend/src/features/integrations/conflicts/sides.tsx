import { useQuery } from "@tanstack/react-query";

import { useCurrentSite } from "@/shared/entities/site";
import { Time } from "@/shared/ui/time";

import type { ConflictTexts } from "../api/integrations";

import { itemQuery, versionsQuery } from "./queries";
import { whatFollows } from "./words";

/** Who changed what when, and what happens next. */
export function Sides({ texts }: { texts: ConflictTexts }) {
  const { publish_policy } = useCurrentSite();
  const { data: item } = useQuery(itemQuery(texts.site_id, texts.item_id));
  const { data: versions } = useQuery(versionsQuery(texts.site_id, texts.content_id));
  const ours = versions?.find((version) => version.number === texts.ours_version);
  return (
    <div className="grid max-w-3xl gap-1 text-pretty text-muted">
      <p>
        <span className="font-medium text-text">Ours</span> is version {texts.ours_version}
        {ours ? (
          <>
            {ours.actor_name ? `, by ${ours.actor_name}` : ""} <Time value={ours.created_at} />
          </>
        ) : null}
        . <span className="font-medium text-text">The website’s</span> was changed there{item?.remote_modified_at ? <> <Time value={item.remote_modified_at} /></> : null}.
      </p>
      <p>
        {whatFollows(publish_policy)} A decision cannot be taken back, but nothing is lost: our text stays in the list of versions, and both stay readable on this page.
      </p>
    </div>
  );
}
