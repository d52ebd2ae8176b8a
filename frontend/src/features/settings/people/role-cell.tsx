import type { Person } from "@/shared/entities/people";
import { useRole } from "@/shared/entities/me";
import { ROLE, wordOf } from "@/shared/lib/words";
import { useConfirm } from "@/shared/ui/confirm";
import { Select } from "@/shared/ui/select";
import { toast, toastError } from "@/shared/ui/toast";
import { Explain } from "@/shared/ui/tooltip";

import { type GivenRole, useChangePerson } from "../api/people";
import { givable, roleNews } from "./rules";

/** @param fixed why the role cannot be changed, if it cannot */
export function RoleCell({ person, fixed }: { person: Person; fixed: string | null }) {
  const mine = useRole();
  const change = useChangePerson();
  const confirm = useConfirm();
  const name = person.name || person.email;
  if (fixed !== null) return <Explain term={wordOf(ROLE, person.role).label}>{fixed}</Explain>;
  const give = async (role: GivenRole) => {
    if (role === person.role) return;
    const label = ROLE[role].label.toLowerCase();
    const news = roleNews(person.role, role);
    if (news !== null && !(await confirm({ title: `Make ${name} ${label}?`, body: news, confirm: `Make ${label}` }))) return;
    change.mutate(
      { id: person.id, role },
      {
        onSuccess: () => toast.success(`${name} is ${label} now.`),
        onError: (error) => toastError(error, `${name} is still ${wordOf(ROLE, person.role).label.toLowerCase()}.`),
      },
    );
  };
  return <Select size="sm" aria-label={`Role of ${name}`} className="max-w-44" value={person.role as GivenRole} onValueChange={(role) => void give(role)} options={givable(mine)} />;
}
