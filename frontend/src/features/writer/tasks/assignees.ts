import { useMe } from "@/shared/entities/me";
import { usePeople } from "@/shared/entities/people";

/**
 * Who a task can be given to. Only admins may list people; others can take it themselves.
 *
 * @param current who has it now, so that they stay named although they may not be listed
 */
export function useAssigneeOptions(current: { id: string; name: string | null } | null): { value: string; label: string }[] {
  const me = useMe();
  const { data: people } = usePeople();
  const options = new Map<string, string>([["", "Nobody"]]);
  if (me) options.set(me.id, `${me.name || me.email} (you)`);
  for (const person of people ?? []) if (person.id !== me?.id && person.is_active) options.set(person.id, person.name || person.email);
  if (current && !options.has(current.id)) options.set(current.id, current.name ?? "A colleague");
  return [...options].map(([value, label]) => ({ value, label }));
}
