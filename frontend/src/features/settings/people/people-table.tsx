import { useQuery } from "@tanstack/react-query";
import { UserCheck, UserX } from "lucide-react";
import { useState } from "react";

import { useMe } from "@/shared/entities/me";
import type { Person } from "@/shared/entities/people";
import { useIsPhone } from "@/shared/hooks/use-media";
import { count } from "@/shared/lib/format";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { IconButton } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { SearchInput } from "@/shared/ui/input";
import { QueryState } from "@/shared/ui/query-state";
import { SkeletonRows } from "@/shared/ui/skeleton";
import { SimpleTable } from "@/shared/ui/table/simple-table";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";

import { accountQuery } from "../api/account";
import { everyoneQuery, useChangePerson } from "../api/people";
import { RoleCell } from "./role-cell";
import { whyFixed } from "./rules";

const MANY = 8;

export function PeopleTable() {
  const query = useQuery(everyoneQuery());
  const [text, setText] = useState("");
  return (
    <QueryState query={query} skeleton={<SkeletonRows rows={4} columns={4} />}>
      {(people) => {
        const wanted = text.trim().toLowerCase();
        const shown = people.filter((one) => `${one.name} ${one.email}`.toLowerCase().includes(wanted));
        return (
          <div className="grid gap-3">
            {people.length > MANY ? <SearchInput value={text} onValueChange={setText} placeholder="Search people" className="max-w-72" /> : null}
            <Rows people={shown} />
            <p className="text-sm text-muted">
              {count(people.length, "person")}, {people.filter((one) => one.is_active).length} active. Editors and viewers see the sites shared with them under Site access.
            </p>
          </div>
        );
      }}
    </QueryState>
  );
}

function Rows({ people }: { people: readonly Person[] }) {
  const me = useMe();
  const { data: account } = useQuery(accountQuery());
  const activity = useActivity();
  const isPhone = useIsPhone();
  if (!me) return null;
  const ownerId = account?.owner?.id;
  const roleOf = (person: Person) => <RoleCell person={person} fixed={whyFixed(person, me, ownerId)} />;
  return (
    <SimpleTable
      caption="People of the account"
      rows={people}
      rowId={(person) => person.id}
      empty={<p className="text-muted">Nobody has this in their name or address.</p>}
      columns={[
        {
          id: "person",
          header: "Person",
          cell: (person) => (
            <>
              <Who person={person} isMe={person.id === me.id} />
              {isPhone ? <div className="pt-1.5 pb-1 pl-9.5 font-normal">{roleOf(person)}</div> : null}
            </>
          ),
        },
        ...(isPhone ? [] : [{ id: "role", header: "Role", width: 190, cell: roleOf }]),
        { id: "active", header: "Active", width: 110, wideOnly: true, cell: (person) => <Activity person={person} /> },
        { id: "seen", header: "Last sign-in", width: 130, wideOnly: true, cell: (person) => <Time value={person.last_login} never="Never" /> },
        {
          id: "verified",
          header: "Address",
          explain: "Confirmed with the link we sent. Mails to an address that is not may never arrive.",
          width: 130,
          wideOnly: true,
          cell: (person) => (person.email_verified_at ? <span className="text-muted">Confirmed</span> : <Badge tone="warning">Not confirmed</Badge>),
        },
        {
          id: "actions",
          header: "Actions",
          width: 64,
          cell: (person) => {
            if (whyFixed(person, me, ownerId) !== null) return null;
            const name = person.name || person.email;
            return person.is_active ? (
              <IconButton size="sm" icon={UserX} label={`Deactivate ${name}`} className="hover:text-danger" onClick={() => void activity(person, false)} />
            ) : (
              <IconButton size="sm" icon={UserCheck} label={`Reactivate ${name}`} onClick={() => void activity(person, true)} />
            );
          },
        },
      ]}
    />
  );
}

function Who({ person, isMe }: { person: Person; isMe: boolean }) {
  return (
    <span className="flex min-w-40 items-center gap-2.5 py-0.5">
      <Avatar name={person.name || person.email} />
      <span className="grid min-w-0">
        <span className="flex items-center gap-2 truncate">
          {person.name || person.email}
          {isMe ? <Badge>You</Badge> : null}
          {person.is_active ? null : <Badge className="sm:hidden">Deactivated</Badge>}
        </span>
        {person.name ? <span className="truncate text-sm font-normal text-muted">{person.email}</span> : null}
      </span>
    </span>
  );
}

function Activity({ person }: { person: Person }) {
  return person.is_active ? <Badge tone="success">Active</Badge> : <Badge>Deactivated</Badge>;
}

/** Asks with what will happen, and says what did. */
function useActivity(): (person: Person, isActive: boolean) => Promise<void> {
  const confirm = useConfirm();
  const change = useChangePerson();
  return async (person, is_active) => {
    const name = person.name || person.email;
    const isSure = await confirm(
      is_active
        ? { title: `Reactivate ${name}?`, body: "They can sign in again with their old password, with the same role and the same sites.", confirm: "Reactivate" }
        : { title: `Deactivate ${name}?`, body: "Every browser and device of theirs is signed out at once and they cannot sign in any more. What they made stays, under their name, and they can be reactivated.", confirm: "Deactivate", danger: true },
    );
    if (!isSure) return;
    change.mutate(
      { id: person.id, is_active },
      {
        onSuccess: () => toast.success(is_active ? `${name} can sign in again.` : `${name} is deactivated and signed out.`),
        onError: (error) => toastError(error),
      },
    );
  };
}
