import { useQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { Link } from "react-router";

import type { Person } from "@/shared/entities/people";
import { type Site, useSites } from "@/shared/entities/site";
import { useIsPhone } from "@/shared/hooks/use-media";
import { list } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";

import { accessQuery, type Grant, useShare } from "../api/access";
import { everyoneQuery } from "../api/people";
import { SettingsPage } from "../components/settings-page";
import { Cards, type Cell, Matrix } from "./matrix";

export function AccessPage() {
  const people = useQuery(everyoneQuery());
  const grants = useQuery(accessQuery());
  const sites = useSites();
  const skeleton = <SkeletonRows rows={4} columns={4} />;
  return (
    <SettingsPage title="Site access" role="admin" description="Which sites editors and viewers see. Changes count at once, also for pages that are open." className="max-w-5xl">
      <QueryState query={people} skeleton={skeleton}>
        {(everyone) => (
          <QueryState query={sites} skeleton={skeleton}>
            {(all) => (
              <QueryState query={grants} skeleton={skeleton}>
                {(given) => <Access people={everyone} sites={all.filter((site) => site.status !== "archived")} grants={given} />}
              </QueryState>
            )}
          </QueryState>
        )}
      </QueryState>
    </SettingsPage>
  );
}

const nameOf = (person: Person): string => person.name || person.email;

function Access({ people, sites, grants }: { people: readonly Person[]; sites: readonly Site[]; grants: readonly Grant[] }) {
  const share = useShare();
  const isPhone = useIsPhone();
  const active = people.filter((person) => person.is_active);
  const limited = active.filter((person) => person.role === "editor" || person.role === "viewer");
  const free = active.filter((person) => person.role === "owner" || person.role === "admin");
  const isShared = ({ person, site }: Cell): boolean => grants.some((grant) => grant.user_id === person.id && grant.site_id === site.id);
  const change = ({ person, site }: Cell, shared: boolean): void =>
    void share({ userId: person.id, siteId: site.id, said: shared ? `${nameOf(person)} sees ${site.name} now.` : `${nameOf(person)} no longer sees ${site.name}.` }, shared);
  const View = isPhone ? Cards : Matrix;
  return (
    <>
      <p className="max-w-2xl text-pretty text-muted">
        Owners and administrators see every site, so they are not listed: {list(free.map(nameOf))}. To limit somebody to some sites, make them editor or viewer.
      </p>
      {limited.length === 0 || sites.length === 0 ? (
        <EmptyState
          icon={LockKeyhole}
          title={sites.length === 0 ? "No site to share yet" : "Nobody to share sites with yet"}
          body={sites.length === 0 ? "Set up a site first." : "Editors and viewers appear here as soon as they have joined."}
          action={
            <Button asChild variant="primary">
              {sites.length === 0 ? <Link to="/welcome">Set up a site</Link> : <Link to="/settings/users?invite=1">Invite somebody</Link>}
            </Button>
          }
        />
      ) : (
        <View people={limited} sites={sites} isShared={isShared} onChange={change} />
      )}
    </>
  );
}
