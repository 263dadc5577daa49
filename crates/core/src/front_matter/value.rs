//! A value of a front matter block, and how a field is taken from it. How YAML becomes values is `yaml`'s.

/// A value without types beyond text, list and mapping.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    /// One line of text: fields are shown in lists and headers.
    pub fn one_text(&self) -> Option<String> {
        let Value::Text(text) = self else { return None };
        let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        Some(words.collect::<Vec<_>>().join(" "))
    }

    pub fn field(&self, name: &str) -> Option<&Value> {
        let Value::Map(fields) = self else { return None };
        fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The field as one line; empty where the key is missing, `None` for something that is no text, or no mapping
    /// around it.
    pub fn text(&self, name: &str) -> Option<String> {
        if !matches!(self, Value::Map(_)) {
            return None;
        }
        match self.field(name) {
            None | Some(Value::Null) => Some(String::new()),
            Some(value) => value.one_text(),
        }
    }
}
