import { ROLE } from "@/shared/lib/words";

import { ArticleBody, Heading, Points, To } from "../components/article-parts";

const SHOWN = ["owner", "admin", "editor", "viewer"] as const;

const MAY: readonly { what: string; from: (typeof SHOWN)[number] }[] = [
  { what: "Look at keywords, ideas, content and figures", from: "viewer" },
  { what: "Create and edit, run AI, send to review", from: "editor" },
  { what: "Publish, where the site allows it", from: "editor" },
  { what: "Set up sites, people, providers and prompts", from: "admin" },
  { what: "See what was spent, and set a cap", from: "admin" },
  { what: "Hand the account to somebody else", from: "owner" },
];

export function RolesArticle() {
  const rank = (role: (typeof SHOWN)[number]) => SHOWN.indexOf(role);
  return (
    <ArticleBody>
      <dl className="grid gap-2">
        {SHOWN.map((role) => (
          <div key={role}>
            <dt className="font-semibold">{ROLE[role].label}</dt>
            <dd className="text-muted">{ROLE[role].explain}</dd>
          </div>
        ))}
      </dl>
      <div className="overflow-x-auto">
        <table className="w-full text-base">
          <thead>
            <tr className="border-b text-left text-muted">
              <th className="py-1.5 pr-4 font-medium">May</th>
              {SHOWN.map((role) => (
                <th key={role} className="px-2 py-1.5 text-center font-medium">
                  {ROLE[role].label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {MAY.map(({ what, from }) => (
              <tr key={what} className="border-b border-line/60">
                <td className="py-1.5 pr-4">{what}</td>
                {SHOWN.map((role) => (
                  <td key={role} className="px-2 py-1.5 text-center">
                    {rank(role) <= rank(from) ? "Yes" : <span className="text-faint">No</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Heading>Sharing sites</Heading>
      <Points>
        <li>Owners and administrators see every site of the account.</li>
        <li>
          Editors and viewers see the sites shared with them under <To to="/settings/access">Settings, Site access</To>.
        </li>
        <li>What you may not do is not shown. When a page says that you may not, an administrator can change your role.</li>
      </Points>
    </ArticleBody>
  );
}
