import { useSitePath } from "@/shared/entities/site";

import { ArticleBody, Heading, Points, Steps, To } from "../components/article-parts";

export function KeywordsToPagesArticle() {
  const path = useSitePath();
  return (
    <ArticleBody>
      <p>IGNY8 turns a list of searches into a site that answers them. Each step can be looked at and changed before the next one; nothing is published without you, unless you allow it.</p>
      <Steps>
        <li>
          <strong>Bring your keywords.</strong> Export them from the tool you use and <To to={path("planner/import")}>import the file</To> as it is: columns are recognised, doubles are left out, and rows that cannot be read are
          listed with the reason. No tool? Pick from the <To to={path("planner/opportunities")}>opportunities</To> of your industry.
        </li>
        <li>
          <strong>Cluster them.</strong> Searches that one page can answer belong together. One click groups thousands; each cluster says why it is one, and you can merge, split and lock <To to={path("planner/clusters")}>clusters</To>.
        </li>
        <li>
          <strong>Decide on ideas.</strong> For each cluster, pages are drafted with an outline: one pillar and its spokes. Approve the <To to={path("planner/ideas")}>ideas</To> you want and reject the rest.
        </li>
        <li>
          <strong>Write.</strong> Approved ideas become <To to={path("writer/tasks")}>tasks</To>, and tasks become articles. Edit them, have single sections written again, add images, and send them to <To to={path("writer/review")}>review</To>.
        </li>
        <li>
          <strong>Publish.</strong> To your own WordPress, or to a site we build and serve. <To to={path("writer/published")}>Published</To> shows what is live and what needs attention.
        </li>
      </Steps>
      <Heading>Good to know</Heading>
      <Points>
        <li>Long work goes on when you leave the page. The activity sign at the top shows how far it is.</li>
        <li>Every step that costs credits says how many before you click.</li>
        <li>
          Without a key of your own, the built-in model writes. It is small and modest: good for trying things out, not for your best page. Administrators choose another model under <To to="/settings/ai">Settings, AI</To>.
        </li>
      </Points>
    </ArticleBody>
  );
}
