#include "site/documents.hpp"

#include "content/picture.hpp"

namespace smartmove::site {
namespace {

constexpr content::Field title_field{"title", "Title",
                                     "For the browser's tab and search engines; the site's name is added.", 70};
constexpr content::Field description_field{"description", "Description",
                                           "One or two sentences for search engines and feeds.", 200};

boost::json::object web_page(const std::string& title, const std::string& description, const std::string& path) {
  return {{"@type", "WebPage"}, {"name", title}, {"description", description}, {"url", path}};
}

base::Result<content::PageView> home_view(const Home& home, const content::PublishedDocument&,
                                          content::RenderContext& context) {
  content::PageView made;
  made.view.set("headline", home.headline)
      .set("lead_html", context.rich_text(home.lead))
      .set("blocks_html", TRY(context.blocks(home.blocks)));
  return made;
}

base::Result<content::PageView> plain_view(const PlainPage& page, const content::PublishedDocument&,
                                           content::RenderContext& context) {
  context.speak_to(page.audiences);
  content::PageView made;
  made.view.set("title", page.title)
      .set("audience", page.audiences.size() == 1 ? page.audiences.front().value : std::string())
      .set("lead_html", context.rich_text(page.lead))
      .set("text_html", context.rich_text(page.text))
      .set("blocks_html", TRY(context.blocks(page.blocks)));
  return made;
}

content::DocumentType site_type() {
  content::DocumentTypeSpec<Site> spec;
  spec.name = "site";
  spec.fields = {
      {"title", "Name of the site", "Shown on every page.", 40},
      {"tagline", "Tagline", "A line under the name.", 120},
      {"notice", "Notice", "What the site is and is not; on every page.", 300},
      {"notice_short", "Notice in short",
       "The same in a word or two, on the cards that show where an address is shared.", 30},
  };
  spec.head = [](const Site& site) { return content::PageHead{site.title, site.description}; };
  spec.search = [](const Site& site, const content::PublishedDocument&) {
    return content::SearchEntry{site.title, site.description};
  };
  return content::document_type(std::move(spec));
}

content::DocumentType home_type() {
  content::DocumentTypeSpec<Home> spec;
  spec.name = "home";
  spec.paths = {{"", "/"}};
  spec.template_name = "site/home";
  spec.fields = {title_field, description_field, {"headline", "Headline", "The first thing anybody reads.", 120}};
  spec.head = [](const Home& home) { return content::PageHead{home.title, home.description}; };
  spec.view = home_view;
  spec.search = [](const Home& home, const content::PublishedDocument&) {
    return content::SearchEntry{home.title, home.headline + "\n" + content::plain_text(home.lead)};
  };
  spec.card = [](const Home& home, const content::PublishedDocument&,
                 content::RenderContext&) -> base::Result<content::CardSubject> {
    return content::CardSubject{home.headline, "sun", {}, content::first_picture(home.blocks), home.title};
  };
  spec.schema_org = [](const Home& home, const content::PublishedDocument& document, content::RenderContext&) {
    return web_page(home.title, home.description, document.path);
  };
  return content::document_type(std::move(spec));
}

content::DocumentType plain_type() {
  content::DocumentTypeSpec<PlainPage> spec;
  spec.name = "page";
  spec.paths = {{"sv", "/om/{slug}"}, {"", "/about/{slug}"}};
  spec.template_name = "site/page";
  spec.fields = {title_field, description_field};
  spec.head = [](const PlainPage& page) { return content::PageHead{page.title, page.description}; };
  spec.view = plain_view;
  spec.search = [](const PlainPage& page, const content::PublishedDocument&) {
    auto text = page.lead ? content::plain_text(*page.lead) : std::string();
    if (page.text) text += content::plain_text(*page.text);
    content::SearchEntry entry{page.title, text};
    for (const auto& audience : page.audiences) entry.audiences.push_back(audience.value);
    return entry;
  };
  spec.card = [](const PlainPage& page, const content::PublishedDocument&,
                 content::RenderContext&) -> base::Result<content::CardSubject> {
    return content::CardSubject{page.title, "sky",
                                page.audiences.size() == 1 ? page.audiences.front().value : std::string(),
                                content::first_picture(page.blocks)};
  };
  spec.schema_org = [](const PlainPage& page, const content::PublishedDocument& document, content::RenderContext&) {
    return web_page(page.title, page.description, document.path);
  };
  return content::document_type(std::move(spec));
}

}  // namespace

content::Contribution contribution() {
  content::Contribution made;
  made.document_types = {site_type(), home_type(), plain_type()};
  made.required_documents = {"site/site", "home/home"};
  return made;
}

}  // namespace smartmove::site
