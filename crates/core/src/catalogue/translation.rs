//! A translation of the catalogue: the texts in another language, from `assets/catalogue/<language>.toml`. Everything
//! that is not a text stays as in the catalogue.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Catalogue, CatalogueError, Item, Muscle, Routine, parse, sides, validate};
use crate::body::Fault;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    background: Vec<String>,
    muscle: BTreeMap<String, MuscleTexts>,
    item: BTreeMap<String, ItemTexts>,
    tip: BTreeMap<String, String>,
    safety: BTreeMap<String, String>,
    routine: BTreeMap<String, RoutineTexts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MuscleTexts {
    name: String,
    does: String,
    tightened_by: Vec<String>,
    signs: BTreeMap<Fault, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemTexts {
    name: String,
    steps: Vec<String>,
    why: String,
    felt: String,
    #[serde(default)]
    cautions: Vec<String>,
    /// Of the pose rule.
    sees: Option<String>,
    /// Of the checks of the pose rule, in their order, and then of the near position of a repetition.
    #[serde(default)]
    cues: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoutineTexts {
    name: String,
    about: String,
}

impl Catalogue {
    /// This catalogue with the texts of a translation file. `file` is its name, for errors.
    ///
    /// # Errors
    /// [`CatalogueError`] lists every text that is missing, does not belong to the catalogue or names other sides than
    /// the original.
    pub fn translated(&self, file: &str, content: &str) -> Result<Self, CatalogueError> {
        let mut texts: Translation = parse(file, content)?;
        let mut translated = self.clone();
        let mut problems = Problems(Vec::new());
        problems.replace_all(
            "background",
            &mut translated.background,
            std::mem::take(&mut texts.background),
        );
        for muscle in &mut translated.muscles {
            match texts.muscle.remove(&muscle.id) {
                Some(texts) => problems.muscle(muscle, texts),
                None => problems.missing(&muscle.id),
            }
        }
        for item in &mut translated.items {
            match texts.item.remove(&item.id) {
                Some(texts) => problems.item(item, texts),
                None => problems.missing(&item.id),
            }
        }
        for tip in &mut translated.tips {
            problems.replace_one(&tip.id, &mut tip.text, texts.tip.remove(&tip.id));
        }
        for note in &mut translated.safety {
            problems.replace_one(&note.id, &mut note.text, texts.safety.remove(&note.id));
        }
        for routine in &mut translated.routines {
            match texts.routine.remove(&routine.id) {
                Some(RoutineTexts { name, about }) => {
                    let Routine { id, name: old_name, about: old_about, .. } = routine;
                    problems.replace_one(id, old_name, Some(name));
                    problems.replace_one(id, old_about, Some(about));
                }
                None => problems.missing(&routine.id),
            }
        }
        let left_over = [
            texts.muscle.into_keys().collect::<Vec<_>>(),
            texts.item.into_keys().collect(),
            texts.tip.into_keys().collect(),
            texts.safety.into_keys().collect(),
            texts.routine.into_keys().collect(),
        ];
        problems.unknown("catalogue", left_over.into_iter().flatten());
        problems.0.extend(validate::problems(&translated, validate::MAX_TRANSLATED_STEP));
        if problems.0.is_empty() {
            Ok(translated)
        } else {
            Err(CatalogueError::Content(problems.0))
        }
    }
}

/// The problems found so far.
struct Problems(Vec<String>);

impl Problems {
    fn missing(&mut self, what: &str) {
        self.0.push(format!("{what} is not translated"));
    }

    fn unknown(&mut self, of: &str, names: impl Iterator<Item = String>) {
        self.0.extend(names.map(|name| format!("{of} has no {name}")));
    }

    fn replace_one(&mut self, what: &str, text: &mut String, translation: Option<String>) {
        match translation {
            None => self.missing(what),
            Some(other) if other.trim().is_empty() => self.missing(what),
            Some(other) => {
                if sides::names_side(text) != sides::names_side(&other) {
                    self.0.push(format!("{what} names other sides: {other}"));
                }
                if sides::has_unknown(&other) {
                    self.0.push(format!("{what} has an unknown placeholder: {other}"));
                }
                *text = other;
            }
        }
    }

    fn replace_all(&mut self, what: &str, texts: &mut [String], translations: Vec<String>) {
        if texts.len() != translations.len() {
            let (have, need) = (translations.len(), texts.len());
            self.0.push(format!("{what} has {have} texts instead of {need}"));
        }
        for (text, other) in texts.iter_mut().zip(translations) {
            self.replace_one(what, text, Some(other));
        }
    }

    fn muscle(&mut self, muscle: &mut Muscle, mut texts: MuscleTexts) {
        let Muscle { id, name, does, tightened_by, signs } = muscle;
        self.replace_one(id, name, Some(texts.name));
        self.replace_one(id, does, Some(texts.does));
        self.replace_all(id, tightened_by, texts.tightened_by);
        for sign in signs {
            self.replace_one(id, &mut sign.because, texts.signs.remove(&sign.fault));
        }
        self.unknown(id, texts.signs.into_keys().map(|fault| fault.name().to_owned()));
    }

    fn item(&mut self, item: &mut Item, texts: ItemTexts) {
        let id = &item.id;
        self.replace_one(id, &mut item.name, Some(texts.name));
        self.replace_all(id, &mut item.steps, texts.steps);
        self.replace_one(id, &mut item.why, Some(texts.why));
        self.replace_one(id, &mut item.felt, Some(texts.felt));
        self.replace_all(id, &mut item.cautions, texts.cautions);
        let Some(rule) = &mut item.pose else {
            if texts.sees.is_some() || !texts.cues.is_empty() {
                self.0.push(format!("{id} has no pose rule"));
            }
            return;
        };
        self.replace_one(id, &mut rule.sees, texts.sees);
        if rule.all_checks().count() != texts.cues.len() {
            let (have, need) = (texts.cues.len(), rule.all_checks().count());
            self.0.push(format!("{id} has {have} cues instead of {need}"));
        }
        let checks = rule.checks.iter_mut().chain(&mut rule.returns);
        for (check, cue) in checks.zip(texts.cues) {
            self.replace_one(id, &mut check.cue, Some(cue));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the catalogue as a translation file, in which every text is marked.
    fn marked(catalogue: &Catalogue) -> toml::Table {
        let mark = |text: &String| toml::Value::String(format!("«{text}»"));
        let all = |texts: &[String]| toml::Value::Array(texts.iter().map(mark).collect());
        let mut file = toml::Table::new();
        file.insert("background".into(), all(catalogue.background()));
        let mut table = |name: &str, entries: Vec<(String, toml::Value)>| {
            file.insert(name.to_owned(), toml::Value::Table(entries.into_iter().collect()));
        };
        let of = |pairs: Vec<(&str, toml::Value)>| -> toml::Value {
            toml::Value::Table(
                pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            )
        };
        let muscles = catalogue.muscles().iter().map(|muscle| {
            let signs = muscle.signs.iter().map(|sign| (sign.fault.name(), mark(&sign.because)));
            let texts = vec![
                ("name", mark(&muscle.name)),
                ("does", mark(&muscle.does)),
                ("tightened_by", all(&muscle.tightened_by)),
                ("signs", of(signs.collect())),
            ];
            (muscle.id.clone(), of(texts))
        });
        table("muscle", muscles.collect());
        let items = catalogue.items().iter().map(|item| {
            let mut texts = vec![
                ("name", mark(&item.name)),
                ("steps", all(&item.steps)),
                ("why", mark(&item.why)),
                ("felt", mark(&item.felt)),
                ("cautions", all(&item.cautions)),
            ];
            if let Some(rule) = &item.pose {
                let cues: Vec<String> = rule.all_checks().map(|check| check.cue.clone()).collect();
                texts.extend([("sees", mark(&rule.sees)), ("cues", all(&cues))]);
            }
            (item.id.clone(), of(texts))
        });
        table("item", items.collect());
        let text = |id: &str, text: &String| (id.to_owned(), mark(text));
        table("tip", catalogue.tips().iter().map(|tip| text(&tip.id, &tip.text)).collect());
        table("safety", catalogue.safety().iter().map(|note| text(&note.id, &note.text)).collect());
        let routines = catalogue.routines().iter().map(|routine| {
            let texts = vec![("name", mark(&routine.name)), ("about", mark(&routine.about))];
            (routine.id.clone(), of(texts))
        });
        table("routine", routines.collect());
        file
    }

    fn problems(file: &toml::Table) -> Vec<String> {
        match Catalogue::embedded().unwrap().translated("eo.toml", &file.to_string()) {
            Ok(_) => Vec::new(),
            Err(CatalogueError::Content(problems)) => problems,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn every_text_is_replaced_and_everything_else_stays() {
        let english = Catalogue::embedded().unwrap();
        let file = marked(&english);
        let translated = english.translated("eo.toml", &file.to_string()).unwrap();
        // Without the marks it is the English catalogue again, so nothing but texts has changed.
        let json = serde_json::to_string(&translated).unwrap();
        assert_eq!(json.replace(['«', '»'], ""), serde_json::to_string(&english).unwrap());
        // Every word of the file is in the catalogue.
        let texts = |text: &str| text.matches('«').count();
        assert_eq!(texts(&json), texts(&file.to_string()));
        assert!(texts(&json) > 250, "{}", texts(&json));
    }

    #[test]
    fn each_kind_of_mistake_is_reported() {
        let english = Catalogue::embedded().unwrap();
        let good = marked(&english).to_string();
        assert_eq!(problems(&good.parse().unwrap()), Vec::<String>::new());
        let changed = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            problems(&good.replacen(from, to, 1).parse().unwrap()).join("; ")
        };
        let step = "«Keep both shoulders down.»";
        assert!(changed(step, "  ").contains("is not translated"));
        assert!(changed(&format!(", \"{step}\""), "").contains("texts instead of"));
        assert!(changed(step, "«Keep the {side} shoulder down.»").contains("names other sides"));
        assert!(changed(step, "«Keep {them} down.»").contains("unknown placeholder"));
        assert!(changed("[item.cat-cow]", "[item.dog-cow]").contains("cat-cow is not translated"));
        assert!(changed("[item.cat-cow]", "[item.dog-cow]").contains("no dog-cow"));
    }
}
