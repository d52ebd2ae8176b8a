/** The words the theme itself puts on a page. Braces are filled in by the component that prints the sentence. */
export interface Strings {
  skip: string;
  home: string;
  sections: string;
  pages: string;
  breadcrumb: string;
  by: string;
  updated: string;
  reading: string;
  related: string;
  tags: string;
  tagged: string;
  aboutAuthor: string;
  elsewhere: string;
  pagination: string;
  newer: string;
  older: string;
  pageOf: string;
  empty: string;
  notFound: string;
  notFoundText: string;
  backHome: string;
  feed: string;
  latest: string;
  drafted: string;
}

const en: Strings = {
  skip: "Skip to content", home: "Home", sections: "Sections", pages: "About this site", breadcrumb: "You are here",
  by: "By {name}", updated: "Updated {date}", reading: "{minutes} min read", related: "Related reading", tags: "Tags",
  tagged: "Posts tagged “{tag}”", aboutAuthor: "About the author", elsewhere: "{name} elsewhere",
  pagination: "Pages", newer: "Newer posts", older: "Older posts", pageOf: "Page {page} of {pages}",
  empty: "Nothing has been published here yet.", notFound: "Page not found",
  notFoundText: "The page may have moved, or the address may be mistyped.", backHome: "Go to the home page",
  feed: "RSS feed", latest: "Latest", drafted: "Drafted with {model}.",
};

const de: Strings = {
  skip: "Zum Inhalt springen", home: "Startseite", sections: "Rubriken", pages: "Über diese Website", breadcrumb: "Sie sind hier",
  by: "Von {name}", updated: "Aktualisiert am {date}", reading: "{minutes} Min. Lesezeit", related: "Zum Weiterlesen", tags: "Schlagwörter",
  tagged: "Beiträge zum Thema „{tag}“", aboutAuthor: "Über die Autorin oder den Autor", elsewhere: "{name} an anderer Stelle",
  pagination: "Seiten", newer: "Neuere Beiträge", older: "Ältere Beiträge", pageOf: "Seite {page} von {pages}",
  empty: "Hier wurde noch nichts veröffentlicht.", notFound: "Seite nicht gefunden",
  notFoundText: "Die Seite ist vielleicht umgezogen, oder die Adresse enthält einen Tippfehler.", backHome: "Zur Startseite",
  feed: "RSS-Feed", latest: "Neueste Beiträge", drafted: "Entworfen mit {model}.",
};

const fr: Strings = {
  skip: "Aller au contenu", home: "Accueil", sections: "Rubriques", pages: "À propos de ce site", breadcrumb: "Vous êtes ici",
  by: "Par {name}", updated: "Mis à jour le {date}", reading: "{minutes} min de lecture", related: "À lire aussi", tags: "Mots-clés",
  tagged: "Articles sur « {tag} »", aboutAuthor: "À propos de l’auteur", elsewhere: "{name} ailleurs",
  pagination: "Pages", newer: "Articles plus récents", older: "Articles plus anciens", pageOf: "Page {page} sur {pages}",
  empty: "Rien n’a encore été publié ici.", notFound: "Page introuvable",
  notFoundText: "La page a peut-être été déplacée, ou l’adresse contient une erreur.", backHome: "Aller à l’accueil",
  feed: "Flux RSS", latest: "Derniers articles", drafted: "Rédigé avec {model}.",
};

const es: Strings = {
  skip: "Saltar al contenido", home: "Inicio", sections: "Secciones", pages: "Sobre este sitio", breadcrumb: "Usted está aquí",
  by: "Por {name}", updated: "Actualizado el {date}", reading: "{minutes} min de lectura", related: "Lecturas relacionadas", tags: "Etiquetas",
  tagged: "Artículos sobre «{tag}»", aboutAuthor: "Sobre el autor", elsewhere: "{name} en otros sitios",
  pagination: "Páginas", newer: "Artículos más recientes", older: "Artículos anteriores", pageOf: "Página {page} de {pages}",
  empty: "Aquí todavía no se ha publicado nada.", notFound: "Página no encontrada",
  notFoundText: "Puede que la página se haya movido o que la dirección esté mal escrita.", backHome: "Ir al inicio",
  feed: "Canal RSS", latest: "Lo más reciente", drafted: "Redactado con {model}.",
};

const it: Strings = {
  skip: "Vai al contenuto", home: "Home", sections: "Sezioni", pages: "Informazioni sul sito", breadcrumb: "Sei qui",
  by: "Di {name}", updated: "Aggiornato il {date}", reading: "{minutes} min di lettura", related: "Letture correlate", tags: "Tag",
  tagged: "Articoli su «{tag}»", aboutAuthor: "L’autore", elsewhere: "{name} altrove",
  pagination: "Pagine", newer: "Articoli più recenti", older: "Articoli precedenti", pageOf: "Pagina {page} di {pages}",
  empty: "Qui non è ancora stato pubblicato nulla.", notFound: "Pagina non trovata",
  notFoundText: "La pagina potrebbe essere stata spostata o l’indirizzo potrebbe essere errato.", backHome: "Vai alla home",
  feed: "Feed RSS", latest: "Ultimi articoli", drafted: "Redatto con {model}.",
};

const nl: Strings = {
  skip: "Naar de inhoud", home: "Home", sections: "Rubrieken", pages: "Over deze site", breadcrumb: "U bent hier",
  by: "Door {name}", updated: "Bijgewerkt op {date}", reading: "{minutes} min leestijd", related: "Lees ook", tags: "Trefwoorden",
  tagged: "Artikelen over ‘{tag}’", aboutAuthor: "Over de auteur", elsewhere: "{name} elders",
  pagination: "Pagina’s", newer: "Nieuwere artikelen", older: "Oudere artikelen", pageOf: "Pagina {page} van {pages}",
  empty: "Hier is nog niets gepubliceerd.", notFound: "Pagina niet gevonden",
  notFoundText: "De pagina is misschien verplaatst, of het adres bevat een tikfout.", backHome: "Naar de homepage",
  feed: "RSS-feed", latest: "Laatste artikelen", drafted: "Opgesteld met {model}.",
};

const pt: Strings = {
  skip: "Ir para o conteúdo", home: "Início", sections: "Seções", pages: "Sobre este site", breadcrumb: "Você está aqui",
  by: "Por {name}", updated: "Atualizado em {date}", reading: "{minutes} min de leitura", related: "Leia também", tags: "Etiquetas",
  tagged: "Artigos sobre “{tag}”", aboutAuthor: "Sobre o autor", elsewhere: "{name} em outros lugares",
  pagination: "Páginas", newer: "Artigos mais recentes", older: "Artigos anteriores", pageOf: "Página {page} de {pages}",
  empty: "Nada foi publicado aqui ainda.", notFound: "Página não encontrada",
  notFoundText: "A página pode ter mudado de lugar ou o endereço pode estar errado.", backHome: "Ir para o início",
  feed: "Feed RSS", latest: "Mais recentes", drafted: "Redigido com {model}.",
};

const ar: Strings = {
  skip: "انتقل إلى المحتوى", home: "الرئيسية", sections: "الأقسام", pages: "عن هذا الموقع", breadcrumb: "أنت هنا",
  by: "بقلم {name}", updated: "حُدّث في {date}", reading: "مدة القراءة {minutes} د", related: "مقالات ذات صلة", tags: "الوسوم",
  tagged: "مقالات بوسم «{tag}»", aboutAuthor: "عن الكاتب", elsewhere: "{name} في مواقع أخرى",
  pagination: "الصفحات", newer: "مقالات أحدث", older: "مقالات أقدم", pageOf: "الصفحة {page} من {pages}",
  empty: "لم يُنشر شيء هنا بعد.", notFound: "الصفحة غير موجودة",
  notFoundText: "ربما نُقلت الصفحة أو كُتب العنوان بشكل خاطئ.", backHome: "انتقل إلى الصفحة الرئيسية",
  feed: "خلاصة RSS", latest: "الأحدث", drafted: "صيغ بمساعدة {model}.",
};

const byLanguage: Readonly<Record<string, Strings>> = { en, de, fr, es, it, nl, pt, ar };

/** Words for a language tag; a language without a table gets the English one. */
export function stringsFor(locale: string): Strings {
  return byLanguage[new Intl.Locale(locale).language] ?? en;
}

/** Fills the braces of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (brace, name: string) => String(values[name] ?? brace));
}
