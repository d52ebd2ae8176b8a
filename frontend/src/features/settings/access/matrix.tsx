import type { Person } from "@/shared/entities/people";
import type { Site } from "@/shared/entities/site";
import { ROLE, wordOf } from "@/shared/lib/words";
import { Badge } from "@/shared/ui/badge";
import { Switch } from "@/shared/ui/switch";

export interface Cell {
  person: Person;
  site: Site;
}

interface MatrixProps {
  people: readonly Person[];
  sites: readonly Site[];
  isShared: (cell: Cell) => boolean;
  onChange: (cell: Cell, shared: boolean) => void;
}

const nameOf = (person: Person): string => person.name || person.email;

/** People down, sites across; the names stay in view while the sites scroll. */
export function Matrix({ people, sites, isShared, onChange }: MatrixProps) {
  return (
    // A part that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div role="region" aria-label="Site access" tabIndex={0} className="relative w-fit max-w-full overflow-x-auto rounded-lg border bg-surface">
      <table className="border-collapse text-left">
        <caption className="sr-only">Which person sees which site</caption>
        <thead className="border-b bg-ground text-sm text-muted">
          <tr>
            <th scope="col" className="sticky left-0 z-1 h-9 w-72 border-r bg-ground px-3 font-medium">
              Person
            </th>
            {sites.map((site) => (
              <th key={site.id} scope="col" className="max-w-40 min-w-28 truncate px-3 text-center font-medium" title={site.domain || site.name}>
                {site.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className="border-b last:border-b-0">
              <th scope="row" className="sticky left-0 z-1 border-r bg-surface px-3 py-2 font-medium">
                <Name person={person} />
              </th>
              {sites.map((site) => (
                <td key={site.id} className="px-3 text-center">
                  <Switch aria-label={`${nameOf(person)} sees ${site.name}`} checked={isShared({ person, site })} onCheckedChange={(shared) => onChange({ person, site }, shared)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same for a narrow screen: one person after the other. */
export function Cards({ people, sites, isShared, onChange }: MatrixProps) {
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {people.map((person) => (
        <li key={person.id} className="grid gap-1 px-4 py-3">
          <div className="font-medium">
            <Name person={person} />
          </div>
          <ul aria-label={`Sites of ${nameOf(person)}`}>
            {sites.map((site) => (
              <li key={site.id} className="flex min-h-11 items-center justify-between gap-4">
                <span className="min-w-0 truncate">{site.name}</span>
                <Switch aria-label={`${nameOf(person)} sees ${site.name}`} checked={isShared({ person, site })} onCheckedChange={(shared) => onChange({ person, site }, shared)} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Name({ person }: { person: Person }) {
  return (
    <span className="grid min-w-0">
      <span className="flex items-center gap-2">
        <span className="truncate">{nameOf(person)}</span>
        <Badge>{wordOf(ROLE, person.role).label}</Badge>
      </span>
      {person.name ? <span className="truncate text-sm font-normal text-muted">{person.email}</span> : null}
    </span>
  );
}
