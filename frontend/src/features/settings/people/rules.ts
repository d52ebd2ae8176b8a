/** Who may change whom, as the server has it; said before somebody tries. */
import type { Me } from "@/shared/entities/me";
import type { Person } from "@/shared/entities/people";
import { atLeast, type Role } from "@/shared/lib/roles";
import { ROLE, wordOf } from "@/shared/lib/words";

import type { GivenRole } from "../api/people";

export const GIVEN: readonly GivenRole[] = ["owner", "admin", "editor", "viewer"];

/** Roles somebody may give: up to their own. */
export function givable(mine: Role | undefined): { value: GivenRole; label: string; description: string }[] {
  return GIVEN.filter((role) => atLeast(mine, role)).map((value) => ({ value, label: ROLE[value].label, description: ROLE[value].explain }));
}

/**
 * Why somebody's role and activity stay as they are; null when they may be changed.
 *
 * @param ownerId the account's owner of record
 */
export function whyFixed(person: Person, me: Me, ownerId: string | undefined): string | null {
  if (!atLeast(me.role, "admin")) return "Owners and administrators change roles.";
  if (person.id === me.id) return "Nobody changes their own role. Another owner or administrator can.";
  if (person.id === ownerId) return "The owner of the account stays owner.";
  if (!atLeast(me.role, person.role)) return `Your own role is below ${wordOf(ROLE, person.role).label.toLowerCase()}.`;
  return null;
}

/** What a role sees and does beside the last one, for the question before it is given. */
export function roleNews(before: Role, after: GivenRole): string | null {
  const was = before === "owner" || before === "admin";
  const will = after === "owner" || after === "admin";
  if (!was && will) return "They will see every site, all people, the settings and what was spent.";
  if (was && !will) return "They will only see the sites shared with them under Site access, and neither settings nor billing.";
  return null;
}
