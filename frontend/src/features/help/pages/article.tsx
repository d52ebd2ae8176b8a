import { CircleHelp } from "lucide-react";
import { useParams } from "react-router";

import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";

import { ARTICLES } from "../articles";
import { To } from "../components/article-parts";

const BACK = { to: "/help", label: "Help" };

export function ArticlePage() {
  const { article: slug } = useParams();
  const article = ARTICLES.find((one) => one.slug === slug);
  if (!article) {
    return (
      <Page title="Help" back={BACK}>
        <EmptyState icon={CircleHelp} title="There is no such article" body="It may have been renamed." action={<To to="/help">Show all articles</To>} />
      </Page>
    );
  }
  const { title, summary, Text } = article;
  return (
    <Page title={title} description={summary} back={BACK}>
      <Text />
    </Page>
  );
}
