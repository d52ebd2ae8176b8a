/** Articles as a person would write them, so that screenshots show what editors see. */

export interface Article {
  title: string;
  keyword: string;
  meta: string;
  html: string;
  state: "draft" | "in_review" | "changes_requested" | "approved" | "scheduled" | "published";
}

const p = (text: string): string => `<p>${text}</p>`;
const h2 = (text: string): string => `<h2>${text}</h2>`;
const ul = (...items: string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;

export const articles: Article[] = [
  {
    title: "How to Make Cold Brew Coffee at Home",
    keyword: "how to make cold brew coffee",
    meta: "Coarse grounds, cold water, twelve hours and a filter: the ratio that works and the three mistakes that make cold brew taste flat.",
    state: "published",
    html:
      p("Cold brew asks for patience instead of equipment. Coarse grounds sit in cold water overnight, and what comes out is sweet, low in acid and strong enough to take ice without turning thin.") +
      h2("The ratio") +
      p("Start with one part coffee to eight parts water by weight: 100 g of coffee to 800 g of water makes a concentrate that you dilute one to one when you serve it.") +
      ul("100 g coarse grounds", "800 g cold filtered water", "A jar with a lid", "A paper filter or a clean cloth") +
      h2("Step by step") +
      p("Stir the grounds into the water until no dry pocket is left, close the jar and leave it in the refrigerator for twelve to sixteen hours. Pour it through the filter without pressing: pressing brings out the bitter part.") +
      h2("How long it keeps") +
      p("The concentrate keeps for about ten days in the refrigerator. Once diluted, drink it within two."),
  },
  {
    title: "French Press Ratio: How Much Coffee per Cup",
    keyword: "french press ratio",
    meta: "A French press wants one gram of coffee for fifteen grams of water. A table for every press size and how to adjust it to taste.",
    state: "published",
    html:
      p("Most disappointing French press coffee is a matter of arithmetic. One gram of coffee for every fifteen grams of water is where to begin, and it is worth weighing both at least once.") +
      h2("By press size") +
      "<table><thead><tr><th>Press</th><th>Water</th><th>Coffee</th></tr></thead><tbody><tr><td>3 cups</td><td>350 g</td><td>23 g</td></tr><tr><td>8 cups</td><td>900 g</td><td>60 g</td></tr><tr><td>12 cups</td><td>1,350 g</td><td>90 g</td></tr></tbody></table>" +
      h2("Adjusting it") +
      p("Sour and thin means the water took too little: grind finer or wait another minute. Bitter and dry means it took too much. Change one thing at a time.") +
      p("Four minutes is the usual time. Break the crust with a spoon, skim the foam, and pour gently."),
  },
  {
    title: "Burr Grinder or Blade Grinder: What the Difference Costs You",
    keyword: "burr grinder vs blade grinder",
    meta: "Even grounds are what a burr grinder sells. When that matters, when it does not, and what to look at before you spend the money.",
    state: "scheduled",
    html:
      p("A blade grinder chops; a burr grinder crushes beans between two surfaces a set distance apart. The second gives grounds of one size, and that is why the cup tastes of one thing instead of three.") +
      h2("What you taste") +
      p("Fine dust gives up bitterness early, large pieces stay sour. With both in one filter no brewing time is right.") +
      h2("When a blade is enough") +
      p("For a moka pot filled with dark roast and drunk with milk, the difference is small. For pour-over it is most of the result."),
  },
  {
    title: "Pour-Over Coffee for People Who Have Six Minutes",
    keyword: "pour over coffee",
    meta: "One dripper, one kettle and a scale: a pour-over recipe that forgives, with the times to write on the cupboard door.",
    state: "approved",
    html:
      p("Pour-over looks like a ceremony and is a recipe: 15 g of coffee, 250 g of water just off the boil, three minutes.") +
      h2("Bloom") +
      p("Wet the grounds with 40 g of water and wait half a minute. Fresh coffee swells and lets out gas; old coffee does nothing, and now you know.") +
      h2("Pour") +
      p("Pour the rest in two slow circles and stop at 250 g. If it has run through before two and a half minutes, grind finer tomorrow."),
  },
  {
    title: "Moka Pot Coffee Without the Burnt Taste",
    keyword: "moka pot coffee",
    meta: "Start with hot water, keep the flame low and stop early. Why the moka pot burns coffee and how to keep it from doing so.",
    state: "in_review",
    html:
      p("The burnt taste comes from a pot that stood on the flame too long. Fill the base with hot water, so that the coffee above it is not baked while cold water comes to the boil.") +
      h2("The steps") +
      ul("Fill the base with hot water up to the valve", "Fill the basket without pressing", "Low flame, lid open", "Take it off when the stream turns pale") +
      h2("Cleaning") +
      p("Rinse with water alone. Soap does no harm, but the dishwasher turns aluminium grey."),
  },
  {
    title: "How to Store Coffee Beans So They Stay Fresh",
    keyword: "how to store coffee beans",
    meta: "Air, light, heat and moisture take the taste out of beans. A jar in a cupboard does most of the work; the freezer does the rest.",
    state: "changes_requested",
    html:
      p("Roasted beans lose their smell to the air within weeks. Keep them in something closed, dark and cool, and buy what you drink in a fortnight.") +
      h2("The freezer question") +
      p("Freezing works when portions are small and closed. What spoils frozen beans is opening the bag while it is cold: water settles on them at once."),
  },
  {
    title: "Descaling an Espresso Machine: How Often and With What",
    keyword: "descale espresso machine",
    meta: "Hard water leaves lime in pipes and pumps. How to tell when to descale, what to use, and what never to put into the tank.",
    state: "draft",
    html:
      p("Lime makes a machine slower, louder and cooler. In hard water areas two months is a fair interval; in soft ones, six.") +
      h2("What to use") +
      p("Citric acid, 20 g in a litre of water, does what the branded bottles do."),
  },
];
