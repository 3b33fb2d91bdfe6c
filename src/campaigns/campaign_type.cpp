#include "campaigns/campaign_type.hpp"

#include "base/text.hpp"
#include "campaigns/campaign.hpp"
#include "comparisons/match.hpp"
#include "content/document_store.hpp"
#include "places/place_page.hpp"
#include "profiles/people.hpp"

namespace smartmove::campaigns {
namespace {

constexpr std::size_t rounds_shown = 3;

base::Result<std::string> owner_name(const content::PublishedDocument& document, content::RenderContext& context) {
  context.tag("organisations");
  const auto owner = TRY(content::DocumentStore(context.session()).owner(document.id));
  return owner ? owner->name : std::string();
}

// Those who are booked today.
base::Result<std::vector<web::View>> people(const Campaign& campaign, content::RenderContext& context) {
  std::vector<web::View> views;
  for (const auto& key : campaign.profiles) {
    const auto document = TRY(context.document("profile", key.value));
    if (!document) continue;
    const auto profile = TRY(document->body.as<profiles::Profile>());
    const auto place = TRY(comparisons::name_of_place(context, profile->place.value));
    views.push_back(TRY(profiles::card(*profile, document->path, place, context)));
  }
  return views;
}

web::View contact_view(const Contact& contact, content::RenderContext& context) {
  web::View view;
  view.set("heading", contact.heading)
      .set("text_html", context.rich_text(contact.text))
      .set("link_label", contact.link.label)
      .set("link_href", context.href(contact.link.to.to));
  return view;
}

base::Result<content::PageView> page_view(const Campaign& campaign, const content::PublishedDocument& document,
                                          content::RenderContext& context) {
  context.speak_to(campaign.audiences);
  context.set_place(campaign.place.value);
  auto persons = TRY(people(campaign, context));
  const auto until = base::format_date(context.language(), campaign.period.until);
  content::PageView made;
  made.view.set("headline", campaign.headline)
      .set("place", TRY(comparisons::name_of_place(context, campaign.place.value)))
      .set("lead_html", context.rich_text(campaign.lead))
      .set("owner_line", context.text("campaign.owner", {{"owner", TRY(owner_name(document, context))}}))
      .set("until_line", context.text("campaign.until", {{"until", until}}))
      .set("audience", campaign.audiences.empty() ? std::string() : campaign.audiences.front().value)
      .set("picture", false)
      .set("heading_level_2", true)
      .set("heading_level_3", false);
  if (campaign.picture) {
    const content::PicturePlace beside{media::Shape::full, "(min-width: 60rem) 24rem, 12rem"};
    made.view.set("picture", TRY(content::picture_view(*campaign.picture, beside, context)));
  }
  if (campaign.comparison) {
    auto match = TRY(comparisons::excerpt(campaign.comparison->value, rounds_shown, context));
    if (match) made.view.set("comparison", *std::move(match));
  }
  made.view.set("blocks_html", TRY(context.blocks(campaign.blocks)))
      .set("has_profiles", !persons.empty())
      .set("profiles", std::move(persons))
      .set("contact", contact_view(campaign.contact, context));
  return made;
}

// Where its link leads nowhere in this language, home is still there.
base::Result<content::GoneView> over_view(const Campaign& campaign, content::RenderContext& context) {
  const auto& over = campaign.over;
  const auto href = context.href(over.link.to.to);
  content::GoneView made;
  made.head = {over.title, over.text};
  made.view.set("title", over.title)
      .set("text", over.text)
      .set("link_label", href.empty() ? context.text("breadcrumbs.home") : over.link.label)
      .set("link_href", href.empty() ? context.region().prefix(context.language()) + "/" : href);
  return made;
}

content::SearchEntry search_entry(const Campaign& campaign) {
  content::SearchEntry entry;
  entry.title = campaign.title;
  entry.text = campaign.headline + "\n" + content::plain_text(campaign.lead) + campaign.contact.heading + "\n" +
               content::plain_text(campaign.contact.text);
  for (const auto& audience : campaign.audiences) entry.audiences.push_back(audience.value);
  entry.place = campaign.place.value;
  return entry;
}

boost::json::object schema_org(const Campaign& campaign, const content::PublishedDocument& document,
                               content::RenderContext& context) {
  const auto place = comparisons::name_of_place(context, campaign.place.value);
  boost::json::object about{
      {"@type", "Place"}, {"name", place ? *place : campaign.place.value}, {"identifier", campaign.place.value}};
  boost::json::object page{{"@type", "WebPage"},
                           {"name", campaign.title},
                           {"description", campaign.description},
                           {"about", std::move(about)},
                           {"expires", base::to_string(campaign.period.until)},
                           {"url", document.path}};
  if (const auto owner = owner_name(document, context); owner && !owner->empty()) {
    page.emplace("publisher", boost::json::object{{"@type", "Organization"}, {"name", *owner}});
  }
  return page;
}

content::DocumentType campaign_type() {
  content::DocumentTypeSpec<Campaign> spec;
  spec.name = "campaign";
  spec.paths = {{"sv", "/kampanj/{slug}"}, {"", "/campaign/{slug}"}};
  spec.template_name = "campaigns/campaign";
  spec.gone_template_name = "campaigns/over";
  spec.fields = {
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines.", 200},
      {"headline", "Headline", "The campaign in one line.", 120},
      {"place", "Place", "The code of the place that the campaign is for.", 0},
      {"audiences", "Audiences", "Whom it speaks to.", 0},
      {"picture", "Picture", "A drawing beside the headline; square.", 0},
      {"period", "Period", "The days on which it is shown, both included.", 0},
      {"comparison", "Comparison", "Whose first rounds are shown.", 0},
      {"profiles", "Profiles", "Those who tell what it is like; who is not booked is left out.", 0},
      {"contact", "Contact", "Whom to talk to.", 0},
      {"over", "When it is over", "What its address says after its last day, and where to go from there.", 0},
  };
  spec.rules = check_campaign;
  spec.head = [](const Campaign& campaign) { return content::PageHead{campaign.title, campaign.description}; };
  spec.view = page_view;
  spec.gone = [](const Campaign& campaign, const content::PublishedDocument&, content::RenderContext& context) {
    return over_view(campaign, context);
  };
  spec.schedule = shown_period;
  spec.search = [](const Campaign& campaign, const content::PublishedDocument&) { return search_entry(campaign); };
  spec.card = [](const Campaign& campaign, const content::PublishedDocument&,
                 content::RenderContext& context) -> base::Result<content::CardSubject> {
    return content::CardSubject{campaign.headline,
                                "berry",
                                {},
                                TRY(places::emblem_of(context, campaign.place.value)),
                                TRY(comparisons::name_of_place(context, campaign.place.value))};
  };
  spec.schema_org = schema_org;
  return content::document_type(std::move(spec));
}

}  // namespace

content::Contribution contribution() {
  content::Contribution made;
  made.document_types = {campaign_type()};
  return made;
}

}  // namespace smartmove::campaigns
